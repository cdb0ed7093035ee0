using System.Net.WebSockets;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Crowds;

/// <summary>A subscriber that comes back with <c>after</c> whenever it is cut off, and notes all it receives.</summary>
public sealed class ResumingSubscriber(CrowdMindServer server, Transport transport, Guid experiment, ReceivedHistory history)
{
    /// <summary>Where it connects; another address than the server's puts something in between.</summary>
    public Uri Address { get; init; } = server.BaseUri;

    /// <summary>Follows the log from its start until told to stop, or until it is refused.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (history.Refused is null)
            {
                await server.WhenReadyAsync(stop);
                await FollowOnceAsync(stop);
                await Eventually.BackOffAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private async Task FollowOnceAsync(CancellationToken stop)
    {
        long after = history.Last;
        try
        {
            await using IFollower follower = await transport.OpenAsync(Address, experiment, after, stop);
            history.Connected(after);
            await foreach (WireEvent received in follower.ReadAsync(stop))
                history.Received(received);
        }
        catch (FollowRefusedException e) when (e.Status != 503)
        {
            history.GiveUp(e.Text);
        }
        catch (Exception e) when (IsCutOff(e) && !stop.IsCancellationRequested)
        {
            // Cut off while connecting: the next round tries again.
        }
    }

    private static bool IsCutOff(Exception e) => e
        is HttpRequestException or WebSocketException or IOException or OperationCanceledException
        or FollowRefusedException { Status: 503 };
}
