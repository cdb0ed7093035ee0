using System.Collections.Concurrent;
using CrowdMind.Logs;

namespace CrowdMind.TestKit.Engines;

/// <summary>A log that notes its commits, and that a test can hold up or let fail.</summary>
public sealed class GatedLog(IExperimentLog log) : IExperimentLog
{
    private readonly ConcurrentQueue<IReadOnlyList<AppendRequest>> _commits = new();
    private int _pages;

    /// <summary>Comes before each commit.</summary>
    public Func<Task>? Committing { get; set; }

    /// <summary>Comes before each page is read.</summary>
    public Func<Task>? Reading { get; set; }

    /// <summary>Comes before heads are read.</summary>
    public Func<Task>? AskingHeads { get; set; }

    /// <summary>Comes after heads were read, before they are answered.</summary>
    public Func<Task>? HeadsRead { get; set; }

    /// <summary>The requests of each commit that was begun, in order.</summary>
    public IReadOnlyList<IReadOnlyList<AppendRequest>> Commits => [.. _commits];

    /// <summary>How many pages were read.</summary>
    public int Pages => Volatile.Read(ref _pages);

    /// <summary>What a database says that is away.</summary>
    public static Task AwayAsync() => Task.FromException(Away());

    /// <inheritdoc cref="AwayAsync"/>
    public static LogUnavailableException Away() => new("The database is away.", new IOException("no route"));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(
        IReadOnlyList<AppendRequest> requests, CancellationToken cancellationToken)
    {
        _commits.Enqueue([.. requests]);
        await (Committing?.Invoke() ?? Task.CompletedTask);
        return await log.AppendAsync(requests, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<EventBatch?> ReadAfterAsync(
        ExperimentId experimentId, Seq after, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _pages);
        await (Reading?.Invoke() ?? Task.CompletedTask);
        return await log.ReadAfterAsync(experimentId, after, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<EncodedEvents> ReadReactionsAfterAsync(
        ExperimentId experimentId, Seq after, int limit, CancellationToken cancellationToken) =>
        log.ReadReactionsAfterAsync(experimentId, after, limit, cancellationToken);

    /// <inheritdoc/>
    public Task<EncodedEvents> ReadLatestReactionsAsync(
        ExperimentId experimentId, Slice slice, CancellationToken cancellationToken) =>
        log.ReadLatestReactionsAsync(experimentId, slice, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<ExperimentId, Seq>> ReadHeadsAsync(
        IReadOnlyCollection<ExperimentId> experimentIds, CancellationToken cancellationToken)
    {
        await (AskingHeads?.Invoke() ?? Task.CompletedTask);
        var heads = await log.ReadHeadsAsync(experimentIds, cancellationToken);
        await (HeadsRead?.Invoke() ?? Task.CompletedTask);
        return heads;
    }
}
