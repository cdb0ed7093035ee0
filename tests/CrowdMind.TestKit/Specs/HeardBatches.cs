using System.Collections.Concurrent;
using System.Text;
using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

/// <summary>What a listener of a backplane heard.</summary>
public sealed class HeardBatches
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<EventBatch> _batches = new();

    /// <summary>The seqs, in the order in which they came.</summary>
    public IReadOnlyList<long> Seqs => [.. Events.Select(one => one.Seq.Value)];

    /// <summary>The events' text, in the order in which they came.</summary>
    public IReadOnlyList<string> Json => [.. Events.Select(Text)];

    private IEnumerable<EncodedEvent> Events => _batches.SelectMany(EventsOf);

    /// <summary>The text of a batch's events.</summary>
    public static IReadOnlyList<string> JsonOf(EventBatch batch) => [.. EventsOf(batch).Select(Text)];

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

    private static IEnumerable<EncodedEvent> EventsOf(EventBatch batch) =>
        Enumerable.Range(0, batch.Count).Select(index => batch[index]);

    private static string Text(EncodedEvent one) => Encoding.UTF8.GetString(one.Json.Span);
}
