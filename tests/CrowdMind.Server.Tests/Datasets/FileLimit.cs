using System.Diagnostics;
using System.Globalization;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>A disk that is full for one server: the largest file that it may write.</summary>
internal static class FileLimit
{
    /// <summary>Beyond the limit a write fails instead of ending the server, when the signal that comes with it is ignored.</summary>
    public const string SurvivedWith = "trap '' XFSZ";

    /// <summary>Sets the limit; null for none.</summary>
    public static void Set(int process, long? bytes)
    {
        var limit = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        using var prlimit = Process.Start("prlimit", [$"--pid={process}", $"--fsize={limit}:unlimited"]);
        prlimit.WaitForExit();
        Assert.Equal(0, prlimit.ExitCode);
    }
}
