using System.Collections.Concurrent;
using System.Diagnostics;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Samples;

/// <summary>A sample, run as a user runs it.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _notes = new();

    private SampleProcess(Process process)
    {
        _process = process;
    }

    /// <summary>The lines of its standard output so far.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>What it wrote to standard error so far.</summary>
    public string Notes => string.Join('\n', _notes);

    public static SampleProcess Python(string script, params string[] arguments) =>
        Start("/usr/bin/python3", [RepositoryFolder.Path("samples", script), .. arguments]);

    public static SampleProcess DotNet(string assembly, params string[] arguments) => Start(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]);

    /// <summary>Waits until the output has so many lines.</summary>
    public Task LinesAsync(int count, TimeSpan within) => Eventually.TrueAsync(
        () => _lines.Count >= count, within, () => $"{count} lines; there are {_lines.Count}. Notes:\n{Notes}");

    /// <summary>Waits until it has said something on standard error.</summary>
    public Task NoteAsync(string part, TimeSpan within) => Eventually.TrueAsync(
        () => Notes.Contains(part, StringComparison.Ordinal), within, () => $"the note \"{part}\". Notes:\n{Notes}");

    /// <summary>Waits for its end; returns the exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    /// <summary>What Ctrl-C does.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static SampleProcess Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var sample = new SampleProcess(process);
        process.OutputDataReceived += (_, line) => Keep(sample._lines, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(sample._notes, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return sample;
    }

    private static void Keep(ConcurrentQueue<string> kept, string? line)
    {
        if (line is not null)
            kept.Enqueue(line);
    }
}
