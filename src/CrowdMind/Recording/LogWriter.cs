using System.Collections.ObjectModel;
using CrowdMind.Backplanes;
using CrowdMind.Logs;

namespace CrowdMind.Recording;

/// <summary>
/// The one way to write logs. All publishers meet here: what arrives while a commit runs is appended together by the next
/// one (group commit), so throughput grows with load and no timer adds latency. After the commit the fresh batches go to
/// the backplane and the publishers are answered. Where an experiment is written faster than this instance can send it
/// round, its publishers' answers wait for the dispatcher, so that live stays live.
/// </summary>
/// <param name="log">Where events are kept.</param>
/// <param name="backplane">Where fresh batches go.</param>
/// <param name="metrics">What is measured.</param>
/// <param name="time">Bounds the wait for room in the queue.</param>
public sealed class LogWriter(IExperimentLog log, IBackplane backplane, WriterMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan QueueWait = TimeSpan.FromSeconds(Limits.AppendQueueWaitSeconds);

    private readonly AppendQueue _queue = metrics.Watch(new AppendQueue());

    /// <summary>
    /// Commits what is queued, until the writer is closed and everything that waited is answered. Throws only what nobody
    /// foresaw, and then takes no more: an instance without a writer must stop, and leaves nobody waiting.
    /// </summary>
    public async Task RunAsync()
    {
        var taken = new List<PendingAppend>();
        try
        {
            while (_queue.TryTake(taken))
            {
                if (taken.Count == 0)
                    await _queue.ArrivalAsync();
                else
                    await CommitAsync(taken);
                taken.Clear();
            }
        }
        catch (Exception unforeseen)
        {
            _queue.Close();
            taken.Clear();
            while (_queue.TryTake(taken))
            {
                taken.ForEach(append => append.TrySetException(new LogUnavailableException("The log writer failed.", unforeseen)));
                taken.Clear();
            }

            throw;
        }
    }

    /// <summary>Takes no more appends.</summary>
    public void Close() => _queue.Close();

    /// <summary>Appends, and returns when that is committed and synced, or refused.</summary>
    /// <exception cref="LogUnavailableException">The database did not take it; it may or may not be there.</exception>
    /// <exception cref="ObjectDisposedException">The instance is stopping.</exception>
    public async Task<AppendOutcome> AppendAsync(AppendRequest request, CancellationToken cancellationToken) =>
        await await EnqueueAsync(request, cancellationToken);

    /// <summary>
    /// Queues an append, waiting a while for room, and returns the task of its outcome. Appends that one caller queues one
    /// after the other are committed in that order.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The instance is stopping.</exception>
    public async ValueTask<Task<AppendOutcome>> EnqueueAsync(AppendRequest request, CancellationToken cancellationToken)
    {
        var append = new PendingAppend(request, time.GetTimestamp());
        while (!_queue.TryAdd(append, out var room))
        {
            var left = QueueWait - time.GetElapsedTime(append.ArrivedAt);
            if (left > TimeSpan.Zero && await CompletesAsync(room, left, cancellationToken))
                continue;
            metrics.Overloaded();
            return Task.FromResult<AppendOutcome>(new AppendOutcome.Overloaded());
        }

        return append.Task;
    }

    private async Task CommitAsync(List<PendingAppend> appends)
    {
        var requests = appends.ConvertAll(append => append.Request);
        IReadOnlyList<AppendOutcome> outcomes;
        try
        {
            outcomes = await CommitAsync(appends, requests);
        }
        catch (Exception failure)
        {
            // The publishers are told, and the writer lives on for those that follow.
            appends.ForEach(append => append.TrySetException(failure));
            return;
        }

        // Before the answers, so that whoever subscribes after an answer starts after what was answered.
        IReadOnlyDictionary<ExperimentId, Task> congested = ReadOnlyDictionary<ExperimentId, Task>.Empty;
        try
        {
            congested = FreshBatches.Publish(requests, outcomes, appends[0].ArrivedAt, backplane);
        }
        finally
        {
            // Whatever publishing says: what is committed is answered.
            for (var i = 0; i < appends.Count; i++)
                Answer(appends[i], outcomes[i], congested.GetValueOrDefault(requests[i].ExperimentId, Task.CompletedTask));
        }
    }

    private async Task<IReadOnlyList<AppendOutcome>> CommitAsync(List<PendingAppend> appends, List<AppendRequest> requests)
    {
        using var activity = CommitActivity.Start(appends);
        var began = time.GetTimestamp();
        try
        {
            var outcomes = await log.AppendAsync(requests, CancellationToken.None);
            activity.Report(outcomes.Count, metrics.Committed(outcomes, time.GetElapsedTime(began)));
            return outcomes;
        }
        catch (Exception failure)
        {
            metrics.Failed(requests.Count, time.GetElapsedTime(began), failure);
            activity.Report(failure);
            throw;
        }
    }

    private static void Answer(PendingAppend append, AppendOutcome outcome, Task room)
    {
        if (room.IsCompleted)
            append.TrySetResult(outcome);
        else
            _ = AnswerAfterAsync(room, append, outcome);
    }

    private static async Task AnswerAfterAsync(Task room, PendingAppend append, AppendOutcome outcome)
    {
        await room.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        append.TrySetResult(outcome);
    }

    private async Task<bool> CompletesAsync(Task task, TimeSpan within, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(within, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
