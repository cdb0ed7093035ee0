using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>The Python scripts beside these tests: each checks what it gets, and says at its end that all was fine.</summary>
internal static class PythonScript
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    public static async Task RunAsync(string script, params string[] arguments)
    {
        var path = RepositoryFolder.Path("tests", "CrowdMind.Server.Tests", "Datasets", script);
        await using var python = SampleProcess.Start("/usr/bin/python3", [path, .. arguments]);
        var code = await python.ExitAsync(Patience);
        Assert.True(code == 0, string.Join('\n', [.. python.Lines, python.Notes]));
        Assert.Equal("fine", python.Lines[^1]);
    }
}
