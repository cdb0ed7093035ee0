using System.Collections.Concurrent;
using System.Diagnostics;

namespace CrowdMind.TestKit;

/// <summary>A sample, run as a user runs it.</summary>
public sealed class SampleProcess : IAsyncDisposable
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

    /// <summary>Starts a script of samples with the system's own Python.</summary>
    public static SampleProcess Python(string script, params string[] arguments) => Python(script, settings: null, arguments);

    /// <summary>Starts a script of samples with the system's own Python, with settings in its environment.</summary>
    public static SampleProcess Python(
        string script, IReadOnlyDictionary<string, string>? settings, params string[] arguments) =>
        Start("/usr/bin/python3", [RepositoryFolder.Path("samples", script), .. arguments], settings);

    /// <summary>Starts an assembly that the tests reference.</summary>
    public static SampleProcess DotNet(string assembly, params string[] arguments) => DotNet(assembly, settings: null, arguments);

    /// <summary>Starts an assembly that the tests reference, with settings in its environment.</summary>
    public static SampleProcess DotNet(
        string assembly, IReadOnlyDictionary<string, string>? settings, params string[] arguments) => Start(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments],
        settings);

    /// <summary>Starts a program, with settings in its environment.</summary>
    public static SampleProcess Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? settings = null)
    {
        // What runs the tests may have been started in the background, and then Ctrl-C is ignored from there down.
        var start = new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var sample = new SampleProcess(process);
        process.OutputDataReceived += (_, line) => Keep(sample._lines, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(sample._notes, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return sample;
    }

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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> kept, string? line)
    {
        if (line is not null)
            kept.Enqueue(line);
    }
}
