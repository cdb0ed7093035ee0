using System.Diagnostics;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Deploy;

/// <summary>What <c>.ci/audit</c> makes of what registries say, which programs in their place say here.</summary>
public sealed class AuditTests : IDisposable
{
    private const string NothingFound = """{"version":1,"projects":[{"path":"a.csproj"}]}""";

    private const string Found =
        """{"projects":[{"path":"a.csproj","frameworks":[{"framework":"net10.0","transitivePackages":[{"id":"Bad.Package","resolvedVersion":"1.2.3","vulnerabilities":[{"severity":"High","advisoryurl":"https://example.org/GHSA"}]}]}]}]}""";

    private const string NpmFound =
        """{"auditReportVersion":2,"vulnerabilities":{"bad-package":{"name":"bad-package","severity":"critical","range":"<2.0.0"}}}""";

    private const string NpmNothing = """{"auditReportVersion":2,"vulnerabilities":{}}""";
    private const string NpmRefused = """{"message":"405 Method Not Allowed","error":{"summary":""}}""";

    private readonly string _programs = Directory.CreateTempSubdirectory("crowdmind-audit-").FullName;

    public void Dispose() => Directory.Delete(_programs, recursive: true);

    [Theory]
    [InlineData(NothingFound, Found, NpmNothing, 0, "NuGet: no known vulnerabilities.", "npm: no known vulnerabilities in")]
    [InlineData(Found, Found, NpmNothing, 1, "Bad.Package 1.2.3: High, https://example.org/GHSA", "npm: no known vulnerabilities in")]
    [InlineData(NothingFound, Found, NpmFound, 1, "NuGet: no known vulnerabilities.", "bad-package <2.0.0: critical")]
    [InlineData(NothingFound, NothingFound, NpmRefused, 0, "NuGet: the package sources keep no vulnerabilities; nothing was checked.", "npm: the registry answers no audit; nothing was checked.")]
    [InlineData("no route to host", Found, "no route to host", 0, "NuGet: no package source could be asked; nothing was checked.", "npm: the registry answers no audit; nothing was checked.")]
    public async Task What_is_known_fails_and_what_cannot_be_known_is_said(
        string solution, string canary, string npm, int exitCode, params string[] lines)
    {
        Program("dotnet", $"case \"$2\" in *.sln) echo '{solution}' ;; *) echo '{canary}' ;; esac");
        Program("npm", $"echo '{npm}'");
        var start = new ProcessStartInfo(RepositoryFolder.Path(".ci", "audit")) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{_programs}:{Environment.GetEnvironmentVariable("PATH")}";
        using var audit = Process.Start(start)!;
        var said = await audit.StandardOutput.ReadToEndAsync();
        await audit.WaitForExitAsync();
        Assert.All(lines, line => Assert.Contains(line, said, StringComparison.Ordinal));
        Assert.Equal(exitCode, audit.ExitCode);
    }

    private void Program(string name, string script)
    {
        var path = Path.Combine(_programs, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        using var chmod = Process.Start("chmod", ["+x", path]);
        chmod.WaitForExit();
    }
}
