using CrowdMind.Logs;

namespace CrowdMind.Feeds;

/// <summary>
/// Pages of logs that several laggards read at about the same time: read once, encoded once, framed once. Pages end at
/// fixed places, so that laggards who come from different ones meet after the first.
/// </summary>
/// <param name="log">Where pages come from.</param>
internal sealed class LogPages(IExperimentLog log)
{
    // Guards the fields below; never held across I/O.
    private readonly Lock _gate = new();
    private Dictionary<(ExperimentId, Seq), Task<EventBatch?>> _young = [];
    private Dictionary<(ExperimentId, Seq), Task<EventBatch?>> _old = [];
    private long _youngBytes;

    /// <summary>The page that follows a place, or null when nothing follows or the experiment is gone.</summary>
    /// <exception cref="LogUnavailableException">The log could not be read.</exception>
    public Task<EventBatch?> ReadAfterAsync(ExperimentId experimentId, Seq after)
    {
        TaskCompletionSource<EventBatch?> reading;
        lock (_gate)
        {
            if (_young.TryGetValue((experimentId, after), out var page))
                return page;
            if (_old.Remove((experimentId, after), out page))
            {
                _young[(experimentId, after)] = page;
                CountLocked(page);
                return page;
            }

            reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _young[(experimentId, after)] = reading.Task;
        }

        _ = ReadAsync(experimentId, after, reading);
        return reading.Task;
    }

    /// <summary>Forgets what was not read since the turn before.</summary>
    public void Turn()
    {
        lock (_gate)
            TurnLocked();
    }

    private async Task ReadAsync(ExperimentId experimentId, Seq after, TaskCompletionSource<EventBatch?> reading)
    {
        try
        {
            var page = await log.ReadAfterAsync(experimentId, after, CancellationToken.None);
            reading.SetResult(page?.UpTo(new Seq(((after.Value / Limits.PageEvents) + 1) * Limits.PageEvents)));
        }
        catch (Exception failure)
        {
            reading.SetException(failure);
        }

        lock (_gate)
        {
            CountLocked(reading.Task);
            if (reading.Task is { IsCompletedSuccessfully: true, Result: not null })
                return;
            _young.Remove((experimentId, after));
            _old.Remove((experimentId, after));
        }
    }

    private void CountLocked(Task<EventBatch?> page)
    {
        if (page is { IsCompletedSuccessfully: true, Result: { } batch })
            _youngBytes += batch.Bytes;
        if (_youngBytes > Limits.SharedPagesBytes / 2)
            TurnLocked();
    }

    private void TurnLocked() => (_old, _young, _youngBytes) = (_young, [], 0);
}
