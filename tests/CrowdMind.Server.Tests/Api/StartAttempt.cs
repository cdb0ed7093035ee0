using System.Diagnostics;
using System.Globalization;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Api;

/// <summary>A start of the server that is expected to end: what it printed and how it ended.</summary>
/// <param name="ExitCode">Null when it did not end by itself in time.</param>
/// <param name="Error">What stands on stderr.</param>
/// <param name="Output">What stands on stdout.</param>
internal sealed record StartAttempt(int? ExitCode, string Error, string Output)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    public static Task<StartAttempt> RunAsync(string folder, params (string Name, string Value)[] settings) =>
        RunAsync(folder, [], settings);

    public static async Task<StartAttempt> RunAsync(
        string folder, string[] arguments, params (string Name, string Value)[] settings)
    {
        using var process = Process.Start(StartOf(folder, arguments, settings))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Within);
        int? exitCode = null;
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            exitCode = process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }
        return new StartAttempt(exitCode, await error, await output);
    }

    /// <summary>What it said on stdout, when all went well.</summary>
    public string[] Lines
    {
        get
        {
            Assert.Equal((0, ""), (ExitCode, Error));
            return Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    /// <summary>The one sentence it ended with.</summary>
    public string Sentence
    {
        get
        {
            Assert.Equal(2, ExitCode);
            return Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private static ProcessStartInfo StartOf(string folder, string[] arguments, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "CrowdMind.Server.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["HOST"] = "127.0.0.1";
        start.Environment["PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        start.Environment["DATA_DIR"] = folder;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return start;
    }
}
