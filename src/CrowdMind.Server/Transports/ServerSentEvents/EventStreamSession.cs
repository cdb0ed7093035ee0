using System.Text;
using CrowdMind.Feeds;
using CrowdMind.Logs;

namespace CrowdMind.Server.Transports.ServerSentEvents;

/// <summary>One client's event stream: the sink of its subscription, kept open by comments.</summary>
/// <param name="output">The response's body.</param>
/// <param name="abort">Cuts the connection.</param>
internal sealed class EventStreamSession(SharedOutput output, Action abort) : IEventSink
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(Limits.EventStreamHeartbeatSeconds);
    private static readonly byte[] KeepAlive = ": keep-alive\n\n"u8.ToArray();
    private static readonly byte[] Open = ": open\n\n"u8.ToArray();

    private readonly TaskCompletionSource<SubscriptionEnd> _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public string Transport => "sse";

    /// <inheritdoc/>
    public long Progress => output.Progress;

    /// <summary>Sends the head of the answer, so that the client knows it is connected.</summary>
    public ValueTask OpenAsync() => output.WriteAsync(Open);

    /// <inheritdoc/>
    public ValueTask SendAsync(EventBatch batch) => output.WriteAsync(batch.As(EventStreamFrames.Instance));

    /// <inheritdoc/>
    public void End(SubscriptionEnd end)
    {
        _ended.TrySetResult(end);
        if (end == SubscriptionEnd.TooSlow)
            abort();
    }

    /// <summary>Sends comments until the subscription ends or the client leaves.</summary>
    public async Task KeepAliveAsync(TimeProvider time, CancellationToken aborted)
    {
        while (true)
        {
            try
            {
                var end = await _ended.Task.WaitAsync(Heartbeat, time, aborted);
                await output.WriteAsync(Encoding.ASCII.GetBytes($": {end.Code()} {end.Reason()}\n\n"));
                return;
            }
            catch (TimeoutException)
            {
                await output.WriteAsync(KeepAlive);
            }
        }
    }
}
