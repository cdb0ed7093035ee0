using CrowdMind.Datasets;

namespace CrowdMind.Generation;

/// <summary>The jobs that this instance works on.</summary>
/// <param name="ports">What they stand on.</param>
public sealed class GenerationRuns(GenerationPorts ports) : IDisposable
{
    // Guards the runs, and whether there may be more.
    private readonly Lock _gate = new();
    private readonly Dictionary<JobId, (CancellationTokenSource Stop, Task Ended)> _runs = [];
    private readonly GenerationTurns _turns = new();
    private readonly CancellationTokenSource _stopping = new();
    private int _reserved;

    /// <summary>Starts a job; null when so many wait already that it should be asked for again later.</summary>
    /// <param name="dataset">The dataset that is to have the rows.</param>
    /// <param name="rows">How many, 1 or more.</param>
    /// <param name="seed">The rows' seed, 0 or more.</param>
    /// <param name="cancellationToken">Cancels the start, not the job.</param>
    /// <exception cref="ObjectDisposedException">The instance is stopping.</exception>
    public Task<GenerationStart?> StartAsync(DatasetId dataset, long rows, long seed, CancellationToken cancellationToken)
    {
        var now = ports.Time.Now();
        var job = new GenerationJob(
            JobId.New(ports.Time), dataset, JobStatus.Queued, seed, rows, RowsDone: 0, now, StartedAt: null, now);
        return StartAsync(job, new RowsMaking(ports), cancellationToken);
    }

    /// <summary>Starts a job that makes something; null when so many wait already that it should be asked for again later.</summary>
    /// <exception cref="ObjectDisposedException">The instance is stopping.</exception>
    internal async Task<GenerationStart?> StartAsync(GenerationJob job, IMaking making, CancellationToken cancellationToken)
    {
        if (!TryReserve())
            return null;
        try
        {
            await ports.Jobs.AddAsync(job, cancellationToken);
            return new GenerationStart(job, Start(job, making));
        }
        catch
        {
            lock (_gate)
                _reserved--;
            throw;
        }
    }

    /// <summary>Stops a job if it is this instance that works on it; otherwise its instance will learn of it.</summary>
    public void Cancel(JobId id)
    {
        lock (_gate)
        {
            if (_runs.TryGetValue(id, out var run))
                run.Stop.CancelAfter(TimeSpan.Zero);
        }
    }

    /// <summary>Stops all jobs, and takes no more.</summary>
    public void Stop() => _stopping.CancelAfter(TimeSpan.Zero);

    /// <summary>Stops all jobs and waits until they have cleaned up behind them.</summary>
    public async Task CloseAsync()
    {
        Task[] ending;
        lock (_gate)
        {
            Stop();
            ending = [.. _runs.Values.Select(run => run.Ended)];
        }

        await Task.WhenAll(ending);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turns.Dispose();
        _stopping.Dispose();
    }

    private bool TryReserve()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            if (_reserved == Limits.GenerationsWaiting)
                return false;
            _reserved++;
            return true;
        }
    }

    private Task<GenerationOutcome> Start(GenerationJob job, IMaking making)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        lock (_gate)
        {
            var ended = Task.Run(() => RunAsync(job, making, stop));
            _runs[job.Id] = (stop, ended);
            return ended;
        }
    }

    private async Task<GenerationOutcome> RunAsync(GenerationJob job, IMaking making, CancellationTokenSource stop)
    {
        var outcome = await new GenerationRun(job, making, ports, stop.Token, _stopping.Token).RunAsync(_turns);
        lock (_gate)
        {
            _runs.Remove(job.Id);
            _reserved--;
        }

        stop.Dispose();
        return outcome;
    }
}
