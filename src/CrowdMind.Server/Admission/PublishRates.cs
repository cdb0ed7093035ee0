namespace CrowdMind.Server.Admission;

/// <summary>
/// How fast reactions may come, on this instance: from one caller, and for one experiment. A second's worth may come at once.
/// A batch counts as its reactions and goes in whole as soon as one may; whoever sent it waits longer for the next.
/// </summary>
/// <param name="options">The bounds.</param>
/// <param name="time">The clock.</param>
internal sealed class PublishRates(AdmissionOptions options, TimeProvider time)
{
    private readonly TokenBuckets<Party>? _callers = Buckets<Party>(options.PublishesPerSecond, time);
    private readonly TokenBuckets<ExperimentId>? _experiments = Buckets<ExperimentId>(options.ExperimentPublishesPerSecond, time);

    /// <summary>Counts reactions, if they may be published now.</summary>
    public PublishTurn Take(Party party, ExperimentId experimentId, int reactions)
    {
        if (_callers is not null && _callers.Take(party, reactions) is { Ticks: > 0 } callerWait)
            return new PublishTurn(callerWait, options.PublishesPerSecond);
        if (_experiments is null || _experiments.Take(experimentId, reactions) is not { Ticks: > 0 } wait)
            return new PublishTurn(TimeSpan.Zero);
        _callers?.GiveBack(party, reactions);
        return new PublishTurn(wait, options.ExperimentPublishesPerSecond, IsExperiments: true);
    }

    /// <summary>Waits until reactions may be published, and counts them.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task WaitAsync(Party party, ExperimentId experimentId, int reactions, CancellationToken cancellationToken)
    {
        while (Take(party, experimentId, reactions) is { IsNow: false, Wait: var wait })
        {
            using var timer = new PeriodicTimer(Longer(wait), time);
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    // Timers count in milliseconds.
    private static TimeSpan Longer(TimeSpan wait) => wait + TimeSpan.FromMilliseconds(1);

    private static TokenBuckets<TKey>? Buckets<TKey>(int perSecond, TimeProvider time)
        where TKey : notnull => perSecond == 0 ? null : new(TokenRate.PerSecond(perSecond, time), Limits.CountedParties, time);
}
