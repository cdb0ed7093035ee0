using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Net;
using System.Net.Sockets;
using Microsoft.Diagnostics.NETCore.Client;

namespace CrowdMind.Benchmarks.Processes;

/// <summary>A .NET program on the server's core, measured from outside and killed by its id at the end.</summary>
internal sealed class PinnedProcess : IAsyncDisposable
{
    private const int ServerCore = 0;
    private const int LoadCore = 1;
    private const int KeptLines = 20;
    private const long GarbageCollection = 0x800000;

    private static readonly TimeSpan s_collection = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Queue<string> _lastLines = [];

    private PinnedProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    public static string ThisProgram => typeof(PinnedProcess).Assembly.Location;

    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long ResidentBytes => Status("VmRSS:") * 1024;

    public long PeakResidentBytes => Status("VmHWM:") * 1024;

    public long Threads => Status("Threads:");

    /// <summary>Open files and connections.</summary>
    public int Descriptors => Directory.EnumerateFileSystemEntries($"/proc/{_process.Id}/fd").Count();

    /// <summary>What the program printed last.</summary>
    public string Output
    {
        get
        {
            lock (_lastLines)
                return string.Join('\n', _lastLines);
        }
    }

    public static PinnedProcess Start(
        string program, string[] arguments, Dictionary<string, string>? settings = null, bool allCores = false)
    {
        string cores = allCores ? $"0-{Environment.ProcessorCount - 1}" : ServerCore.ToString();
        ProcessStartInfo start = new("taskset")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // A quiet folder: web applications watch the one they start in.
            WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(program)),
        };
        foreach (string word in (string[])["-c", cores, "dotnet", program, .. arguments])
            start.ArgumentList.Add(word);
        foreach ((string name, string value) in settings ?? [])
            start.Environment[name] = value;

        PinnedProcess pinned = new(start);
        pinned._process.Start();
        pinned._process.BeginOutputReadLine();
        pinned._process.BeginErrorReadLine();
        return pinned;
    }

    /// <summary>Moves this very process, which makes the load, to the other core; on one core they share it.</summary>
    public static void PinLoad()
    {
        if (Environment.ProcessorCount <= LoadCore)
            return;
        using Process taskset = Process.Start(new ProcessStartInfo(
            "taskset", ["-a", "-c", "-p", LoadCore.ToString(), Environment.ProcessId.ToString()])
        {
            RedirectStandardOutput = true,
        })!;
        taskset.WaitForExit();
    }

    public static int FreePort()
    {
        using Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    /// <summary>
    /// Has the program collect all garbage, and lets it give the memory back: what is then held is in use. What asks for it is a
    /// session of its event pipe with the keyword GCHeapCollect.
    /// </summary>
    public async Task CollectGarbageAsync(CancellationToken cancellation)
    {
        EventPipeProvider collects = new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, GarbageCollection);
        for (int round = 0; round < 2; round++)
        {
            using EventPipeSession session = await new DiagnosticsClient(_process.Id)
                .StartEventPipeSessionAsync(collects, requestRundown: false, token: cancellation);
            Task events = session.EventStream.CopyToAsync(Stream.Null, cancellation);
            await Task.Delay(s_collection, cancellation);
            await session.StopAsync(cancellation);
            await events;
        }
    }

    public void ForgetPeak() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    public async Task WaitUntilReadyAsync(Uri url, CancellationToken cancellation)
    {
        using HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
        bool ready = await Until.TrueAsync(AnswersAsync, TimeSpan.FromSeconds(30), cancellation);
        if (!ready || _process.HasExited)
            throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[3]} is not ready:\n{Output}");

        async ValueTask<bool> AnswersAsync()
        {
            if (_process.HasExited)
                return true;
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(url, cancellation);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    /// <summary>Lets the program run to its end and gives what it printed.</summary>
    public async Task<string> FinishAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        return _process.ExitCode == 0 ? Output : throw new InvalidOperationException(Output);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > KeptLines)
                _lastLines.Dequeue();
        }
    }

    private long Status(string name)
    {
        string line = File.ReadLines($"/proc/{_process.Id}/status")
            .First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]);
    }
}
