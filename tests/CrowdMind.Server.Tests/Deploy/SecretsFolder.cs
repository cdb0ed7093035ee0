using System.Diagnostics;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Deploy;

/// <summary>A folder in which deploy/make-secrets.sh draws passwords; files stay with whoever runs the tests.</summary>
internal sealed class SecretsFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crowdmind-secrets-").FullName;
    private readonly string _programs = Directory.CreateTempSubdirectory("crowdmind-programs-").FullName;

    public IReadOnlyDictionary<string, string> Files =>
        Directory.GetFiles(_folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllText);

    /// <summary>Runs the script.</summary>
    public async Task DrawAsync()
    {
        // Only root can give files away.
        string chown = Path.Combine(_programs, "chown");
        await File.WriteAllTextAsync(chown, "#!/bin/sh\n");
        using (Process chmod = Process.Start("chmod", ["755", chown]))
            await chmod.WaitForExitAsync();
        var start = new ProcessStartInfo("/bin/sh", [RepositoryFolder.Path("deploy", "make-secrets.sh"), _folder]);
        start.Environment["PATH"] = $"{_programs}:{Environment.GetEnvironmentVariable("PATH")}";
        using Process script = Process.Start(start) ?? throw new InvalidOperationException("sh did not start.");
        await script.WaitForExitAsync();
        Assert.Equal(0, script.ExitCode);
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_programs, recursive: true);
    }
}
