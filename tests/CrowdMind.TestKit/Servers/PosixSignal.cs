using System.ComponentModel;
using System.Runtime.InteropServices;

namespace CrowdMind.TestKit.Servers;

/// <summary>Signals to one process, by its id.</summary>
internal static class PosixSignal
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Resume = 18;
    public const int Pause = 19;
    private const int NoSuchProcess = 3;

    public static void Send(int processId, int signal)
    {
        if (SendSignal(processId, signal) != 0 && Marshal.GetLastPInvokeError() != NoSuchProcess)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
