using CrowdMind.Benchmarks.Load;
using CrowdMind.Benchmarks.Processes;
using CrowdMind.Benchmarks.Reports;
using CrowdMind.Benchmarks.Systems;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>Many subscribers, some publishers, a while: what both fan-outs do, with or without a pace.</summary>
internal sealed class FanOutTrial(Section section, BenchmarkOptions options, TimeSpan duration)
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_longestDrain = TimeSpan.FromSeconds(60);

    public required int Connections { get; init; }

    public double? PostsPerSecond { get; init; }

    public async Task<FanOutFigures> RunAsync(string name, CancellationToken cancellation) =>
        await RunAsync(name, await Contenders.StartAsync(name, options, cancellation), cancellation);

    /// <summary>Measures a system that was just started, and ends it.</summary>
    public async Task<FanOutFigures> RunAsync(string name, IFanOutSystem started, CancellationToken cancellation)
    {
        await using IFanOutSystem system = started;
        using Swarm swarm = new([.. Enumerable.Range(0, options.Subscribers).Select(system.Subscribe)]);
        using Publishers publishers = new(system.Port, system.Post, Connections, PostsPerSecond);
        await Task.Delay(s_warmUp, cancellation);

        UsageMeter meter = new(system.Process);
        DelayHistogram delays = new();
        long posted = publishers.Acknowledged;
        long delivered = swarm.Delivered;
        swarm.Delays = delays;
        await Task.Delay(duration, cancellation);
        FanOutFigures figures = new(
            swarm.Delivered - delivered,
            publishers.Acknowledged - posted,
            meter.Read(),
            delays);
        swarm.Delays = null;

        publishers.Stop();
        await CheckAsync(section, name, swarm, publishers, cancellation);
        return figures;
    }

    /// <summary>Whether in the end every subscriber was sent every acknowledged event, once and in order.</summary>
    public static async Task CheckAsync(
        Section section, string name, Swarm swarm, Publishers publishers, CancellationToken cancellation)
    {
        long expected = publishers.Acknowledged * swarm.Count;
        await Until.TrueAsync(() => ValueTask.FromResult(swarm.Delivered >= expected), s_longestDrain, cancellation);
        if (swarm.Delivered != expected)
            section.Fault($"{name}: {swarm.Delivered:N0} deliveries of {expected:N0} a while after the last post");
        if (swarm.SeqBreaks > 0)
            section.Fault($"{name}: {swarm.SeqBreaks} seqs did not follow the one before");
        if (swarm.Ended > 0)
            section.Fault($"{name}: {swarm.Ended} subscribers were disconnected, the last with: {swarm.LastEnding}");
        if (publishers.Fault is { } fault)
            section.Fault($"{name}: {publishers.Refused} posts refused: {fault}");
    }
}
