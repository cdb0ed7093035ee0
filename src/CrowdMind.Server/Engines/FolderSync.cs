using System.ComponentModel;
using System.Runtime.InteropServices;

namespace CrowdMind.Server.Engines;

/// <summary>
/// Brings a folder's entries to the disk: a file that was synced and renamed is lost with the power as long as its name
/// only stands in memory. .NET opens no folders, so this asks the C library.
/// </summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;
    private const int NoSuchEntry = 2;

    /// <summary>Makes a folder below a root, if need be, and syncs every name on the way to it.</summary>
    public static void Create(string root, string folder)
    {
        Directory.CreateDirectory(folder);
        for (var path = folder; path.Length > root.Length; path = Path.GetDirectoryName(path)!) // Ends at the root.
            Sync(Path.GetDirectoryName(path)!); // As above.
    }

    /// <summary>Syncs the names in a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder is not there.</exception>
    /// <exception cref="IOException">The disk did not take them.</exception>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            throw Failure(folder);
        try
        {
            if (Fsync(descriptor) != 0)
                throw Failure(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return cause.NativeErrorCode == NoSuchEntry
            ? new DirectoryNotFoundException($"{folder} is not there.", cause)
            : new IOException($"{folder} cannot be synced: {cause.Message}", cause);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
