using System.Diagnostics;
using System.Globalization;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Crowds;

namespace CrowdMind.Server.Tests.Chaos;

/// <summary>How long live delivery stood still, fault by fault: the silences that subscribers heard.</summary>
internal sealed class StallReport
{
    private readonly List<(string Fault, List<(double Seconds, string Who)> Silences, TimeSpan Struck, TimeSpan Took)> _strikes = [];

    /// <summary>Lets a fault strike, and waits until acknowledgements and all subscribers are there again.</summary>
    public async Task StrikeAsync(Fault fault, Cluster cluster, CrowdRun run, Random chance)
    {
        List<ReceivedHistory> listeners = [.. run.Histories];
        List<int> before = listeners.ConvertAll(history => history.Connections);
        listeners.ForEach(history => history.Silence.TakeLongest());
        var clock = Stopwatch.StartNew();
        await fault.StrikeAsync(cluster, run, chance);
        TimeSpan struck = clock.Elapsed;
        await run.UntilAcknowledgedAsync(more: 100);
        await run.UntilAllCaughtUpAsync();
        List<(double, string)> silences = [.. listeners.Zip(before, (history, connections) => (
            history.Silence.TakeLongest().TotalSeconds, $"{history.Name}, {history.Connections - connections} resumes"))];
        _strikes.Add((fault.Name, silences, struck, clock.Elapsed));
    }

    /// <summary>
    /// One line a kind of fault: of each subscriber's longest silence in each strike the longest, the median and the
    /// shortest; how long the fault lasted, and after what time all was well again, at the worst.
    /// </summary>
    public IEnumerable<string> Lines() =>
        from strike in _strikes
        group strike by strike.Fault into kind
        let silences = kind.SelectMany(strike => strike.Silences).Order().ToList()
        let struck = kind.Max(strike => strike.Struck).TotalSeconds
        let took = kind.Max(strike => strike.Took).TotalSeconds
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{kind.Count(),3} x {kind.Key,-32} longest stall {silences[^1].Seconds:0.00} s ({silences[^1].Who}), median {silences[silences.Count / 2].Seconds:0.00} s, shortest {silences[0].Seconds:0.00} s; lasted {struck:0.0} s, all well after {took:0.0} s");
}
