using System.Threading.Channels;
using CrowdMind.Feeds;
using CrowdMind.Logs;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>Hands batches to whoever pulls them, one at a time: a consumer that does not pull holds the log back.</summary>
internal sealed class WatchSink : IEventSink
{
    private readonly Channel<EventBatch> _handover = Channel.CreateBounded<EventBatch>(1);
    private long _handedOver;

    /// <inheritdoc/>
    public string Transport => "signalr";

    /// <inheritdoc/>
    public long Progress => Volatile.Read(ref _handedOver);

    /// <inheritdoc/>
    public ValueTask SendAsync(EventBatch batch) => _handover.Writer.WriteAsync(batch);

    /// <inheritdoc/>
    public void End(SubscriptionEnd end) => _handover.Writer.TryComplete(end is SubscriptionEnd.ExperimentDeleted
        ? null
        : new Microsoft.AspNetCore.SignalR.HubException(end.Reason()));

    /// <summary>The batches, until the subscription ends.</summary>
    public async IAsyncEnumerable<EventBatch> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in _handover.Reader.ReadAllAsync(cancellationToken))
        {
            Interlocked.Increment(ref _handedOver);
            yield return batch;
        }
    }
}
