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
    private static readonly TimeSpan GoodbyeWithin = TimeSpan.FromSeconds(Limits.SessionGoodbyeSeconds);
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
                await SayGoodbyeAsync(await _ended.Task.WaitAsync(Heartbeat, time, aborted), time);
                return;
            }
            catch (TimeoutException)
            {
                // Not longer than until the end, which a client that takes nothing must not hold up.
                await Task.WhenAny(output.WriteAsync(KeepAlive).AsTask(), _ended.Task);
            }
        }
    }

    private async Task EndWithinAsync(Task goodbye, TimeProvider time)
    {
        try
        {
            await goodbye.WaitAsync(GoodbyeWithin, time);
        }
        catch (TimeoutException)
        {
            abort();
        }
    }

    private async Task SayGoodbyeAsync(SubscriptionEnd end, TimeProvider time)
    {
        var goodbye = output.WriteAsync(Encoding.ASCII.GetBytes($": {end.Code()} {end.Reason()}\n\n")).AsTask();
        if (end != SubscriptionEnd.Unauthorized)
            await goodbye;
        else
            await EndWithinAsync(goodbye, time);
    }
}
