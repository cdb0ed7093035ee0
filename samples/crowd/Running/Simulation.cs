using System.Threading.Channels;
using Crowd.Agents;
using Crowd.Delivery;
using Crowd.Watching;

namespace Crowd.Running;

/// <summary>One run: the stage is set, the agents react, the follower watches, the ledger judges.</summary>
internal sealed class Simulation(CrowdOptions options, HttpClient http) : IDisposable
{
    /// <summary>How long, after the last reaction, acknowledgements and sights of them are waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly CancellationTokenSource _over = new();
    private readonly CrowdMood _crowd = new();
    private readonly Ledger _ledger = new(TimeProvider.System);

    /// <summary>Returns the process's exit code.</summary>
    public static async Task<int> RunAsync(CrowdOptions options, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = options.Url, Timeout = TimeSpan.FromSeconds(15) };
        if (Credential.Authorization is { } authorization)
            http.DefaultRequestHeaders.Add("Authorization", authorization);
        using var simulation = new Simulation(options, http);
        try
        {
            return await simulation.RunAsync(stop);
        }
        catch (CannotGoOnException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 1; // stopped before the stage was set: there is nothing to sum up
        }
    }

    public void Dispose() => _over.Dispose();

    private async Task<int> RunAsync(CancellationToken stop)
    {
        var api = new CrowdApi(http);
        var (experiment, head) = options.Experiment is { } given
            ? await api.FindExperimentAsync(given, stop)
            : await api.StartExperimentAsync(options, stop);
        var agents = await MakeAgentsAsync(api, stop);
        await Console.Out.WriteLineAsync($"{agents.Count} agents in experiment {experiment}, seed {options.Seed}");

        var socket = new UriBuilder(new Uri(options.Url, $"ws/experiments/{experiment}"));
        socket.Scheme = socket.Scheme == "https" ? "wss" : "ws";
        var follower = new Follower(socket.Uri, head, _ledger, _crowd);
        var report = new Report(_ledger, _time, Console.Out, !Console.IsOutputRedirected);
        var reporting = report.RunAsync(_over.Token);
        string? failure = await ReactAndWatchAsync(agents, follower, Connections(experiment, socket.Uri), stop);
        await _over.CancelAsync();
        await reporting;
        await report.SummariseAsync(experiment, follower.Resumes);
        if (failure is not null)
            await Console.Error.WriteLineAsync(failure);
        else if (options.Experiment is null)
            await api.StopExperimentAsync(experiment, CancellationToken.None);
        return failure is null && _ledger.Tally() is { Missing: 0, OutOfOrder: 0 } ? 0 : 1;
    }

    private async Task<List<Agent>> MakeAgentsAsync(CrowdApi api, CancellationToken cancel)
    {
        var agents = new List<Agent>();
        for (int n = 1; n <= options.Agents; n++)
        {
            var chance = new Random(unchecked((options.Seed * 397) ^ n));
            agents.Add(await api.AddAgentAsync($"crowd-{n:D4}", chance, cancel));
        }

        return agents;
    }

    private IReadOnlyList<IDelivery> Connections(Guid experiment, Uri socket) =>
    [
        .. Enumerable.Range(0, options.Connections).Select(IDelivery (_) => options.Transport switch
        {
            "rest" => new RestDelivery(http, experiment, _ledger),
            "ndjson" => new NdjsonDelivery(http, experiment, _ledger),
            _ => new WebSocketDelivery(socket, _ledger),
        }),
    ];

    /// <summary>Returns why the run could not go on, if it could not.</summary>
    private async Task<string?> ReactAndWatchAsync(
        IReadOnlyList<Agent> agents, Follower follower, IReadOnlyList<IDelivery> connections, CancellationToken stop)
    {
        var over = _over.Token;
        using var stopPacing = CancellationTokenSource.CreateLinkedTokenSource(stop, over);
        var channel = Channel.CreateBounded<Reaction>(1000);
        var following = follower.RunAsync(over);
        var pacing = new Pacer(options, agents, _crowd, _ledger, _time).RunAsync(channel.Writer, stopPacing.Token);
        var delivering = Task.WhenAll(connections.Select(c => c.DeliverAsync(channel.Reader, over)));
        try
        {
            await FirstFailureOrEndOfAsync(pacing, delivering, following);
            await FirstFailureOrEndOfAsync(delivering, following).WaitAsync(Patience, _time, over);
            await FirstFailureOrEndOfAsync(AllSeenAsync(), following).WaitAsync(Patience, _time, over);
            return null;
        }
        catch (TimeoutException)
        {
            return _ledger.Tally().Missing > 0
                ? $"Something acknowledged did not come back in {Patience.TotalSeconds} s."
                : $"The server did not answer everything in {Patience.TotalSeconds} s.";
        }
        catch (CannotGoOnException e)
        {
            return e.Message;
        }
        finally
        {
            await _over.CancelAsync();
            await Task.WhenAll(pacing, delivering, following).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits for the first of the tasks; throws as soon as one of the others fails.</summary>
    private static async Task FirstFailureOrEndOfAsync(Task awaited, params Task[] others)
    {
        var open = new List<Task>([awaited, .. others]);
        while (!awaited.IsCompleted)
        {
            var ended = await Task.WhenAny(open);
            open.Remove(ended);
            await ended;
        }

        await awaited;
    }

    private async Task AllSeenAsync()
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20), _time);
        while (_ledger.Tally() is { Missing: > 0, OutOfOrder: 0 } && await ticks.WaitForNextTickAsync(_over.Token))
        {
            // The follower moves the ledger on. What it found skipped will not come any more.
        }
    }
}
