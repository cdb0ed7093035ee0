using System.Collections.Concurrent;
using System.Text;
using CrowdMind.Backplanes;
using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

/// <summary>
/// What every backplane owes log writers and feeds while nothing is broken: the numbered contract of
/// <see cref="IBackplane"/>. A backplane's test class inherits it and adds what is that backplane's own.
/// </summary>
public abstract partial class BackplaneSpec : IAsyncLifetime
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    /// <summary>One instance's backplane.</summary>
    protected IBackplane Here { get; private set; } = null!; // Set before each test.

    /// <summary>Another instance's; the same one where there is only one.</summary>
    protected IBackplane There { get; private set; } = null!; // Set before each test.

    /// <summary>An experiment that no other test uses.</summary>
    protected ExperimentId Experiment { get; } = ExperimentId.New(TimeProvider.System);

    /// <summary>Whether a batch that is published there takes its time to come here.</summary>
    protected bool AreApart => !ReferenceEquals(Here, There);

    /// <summary>Opens the backplanes of two instances, or one that is both.</summary>
    protected abstract Task<(IBackplane Here, IBackplane There)> OpenAsync();

    /// <inheritdoc/>
    public virtual async Task InitializeAsync() => (Here, There) = await OpenAsync();

    /// <inheritdoc/>
    public virtual async Task DisposeAsync()
    {
        foreach (IBackplane one in new[] { Here, There }.Distinct())
        {
            if (one is IAsyncDisposable disposable)
                await disposable.DisposeAsync();
        }
    }

    /// <summary>Events first..last of the test's experiment, each with its seq as payload and some weight.</summary>
    protected EventBatch Batch(long first, long last, int weight = 0, ExperimentId? experimentId = null)
    {
        var builder = new EncodedEventsBuilder(experimentId ?? Experiment, 1024);
        for (var seq = first; seq <= last; seq++)
        {
            var facts = new EventFacts(
                new Seq(seq), EventType.ReactionCreated, DateTimeOffset.UnixEpoch,
                ReactionId.New(TimeProvider.System), AgentId.New(TimeProvider.System));
            builder.Add(facts, Encoding.UTF8.GetBytes($$"""{"n":{{seq}},"w":"{{new string('x', weight)}}"}"""));
        }

        return builder.ToBatch();
    }

    /// <summary>Listens, and keeps what is heard.</summary>
    protected async Task<(Heard Heard, IAsyncDisposable Listening)> ListenAsync(
        IBackplane backplane, ExperimentId? experimentId = null)
    {
        var heard = new Heard();
        var listening = await backplane.ListenAsync(experimentId ?? Experiment, heard.Take, default);
        return (heard, listening);
    }

    /// <summary>What a listener heard.</summary>
    protected sealed class Heard
    {
        private readonly ConcurrentQueue<EventBatch> _batches = new();

        /// <summary>The seqs, in the order in which they came.</summary>
        public IReadOnlyList<long> Seqs => [.. Events.Select(one => one.Seq.Value)];

        /// <summary>The events' text, in the order in which they came.</summary>
        public IReadOnlyList<string> Json => [.. Events.Select(one => Encoding.UTF8.GetString(one.Json.Span))];

        private IEnumerable<EncodedEvent> Events => _batches.SelectMany(EventsOf);

        /// <summary>The events of a batch.</summary>
        public static IEnumerable<EncodedEvent> EventsOf(EventBatch batch) =>
            Enumerable.Range(0, batch.Count).Select(index => batch[index]);

        /// <summary>The listener.</summary>
        public Task Take(EventBatch batch)
        {
            _batches.Enqueue(batch);
            return Task.CompletedTask;
        }

        /// <summary>Waits until exactly first..last have come, each once and in order.</summary>
        public Task CameAsync(long first, long last) => Eventually.TrueAsync(
            () => Seqs.SequenceEqual(Enumerable.Range(0, (int)(last - first + 1)).Select(n => first + n)),
            Within,
            () => $"{first} to {last} came; these did: {string.Join(' ', Seqs.Take(200))}");
    }
}
