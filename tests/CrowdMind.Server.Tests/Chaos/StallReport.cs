using System.Diagnostics;
using System.Globalization;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Crowds;

namespace CrowdMind.Server.Tests.Chaos;

/// <summary>How long live delivery stood still, fault by fault: the silences that subscribers heard.</summary>
internal sealed class StallReport
{
    private readonly List<(string Fault, TimeSpan[] Silences, TimeSpan Took)> _strikes = [];

    /// <summary>Lets a fault strike, and waits until acknowledgements and all subscribers are there again.</summary>
    public async Task StrikeAsync(Fault fault, Cluster cluster, CrowdRun run, Random chance)
    {
        List<ReceivedHistory> listeners = [.. run.Histories];
        listeners.ForEach(history => history.Silence.TakeLongest());
        var clock = Stopwatch.StartNew();
        await fault.StrikeAsync(cluster, run, chance);
        await run.UntilAcknowledgedAsync(more: 100);
        await run.UntilAllCaughtUpAsync();
        _strikes.Add((fault.Name, [.. listeners.Select(history => history.Silence.TakeLongest()).Order()], clock.Elapsed));
    }

    /// <summary>One line a kind of fault: how often, and of its silences the longest and the median subscriber's.</summary>
    public IEnumerable<string> Lines() =>
        from strike in _strikes
        group strike by strike.Fault into kind
        let longest = kind.Max(strike => strike.Silences[^1])
        let median = kind.Max(strike => strike.Silences[strike.Silences.Length / 2])
        let took = kind.Max(strike => strike.Took)
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{kind.Count(),3} x {kind.Key,-32} longest stall {longest.TotalSeconds:0.00} s, median subscriber's {median.TotalSeconds:0.00} s, all well after {took.TotalSeconds:0.0} s");
}
