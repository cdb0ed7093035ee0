using System.Net.WebSockets;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Crowds;

/// <summary>A subscriber that comes back with <c>after</c> whenever it is cut off, and notes all it receives.</summary>
public sealed class ResumingSubscriber(Entrance entrance, Transport transport, Guid experiment, ReceivedHistory history)
{
    private const int SmallBufferBytes = 4096;

    /// <summary>Until when it reads nothing of its first connection, on which it then has little room.</summary>
    public Task? StallsUntil { get; init; }

    /// <summary>Follows the log from its start until told to stop, or until it is refused.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (history.Refused is null)
            {
                await entrance.WhenOpenAsync(stop);
                await FollowOnceAsync(stop);
                await entrance.StepBackAsync(stop);
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
            await using IFollower follower = await transport.OpenAsync(
                entrance.Address, experiment, new FollowOptions($"{after}", StallsUntil is null ? null : SmallBufferBytes), stop);
            history.Connected(after);
            await (StallsUntil ?? Task.CompletedTask).WaitAsync(stop);
            await foreach (WireEvent received in follower.ReadAsync(stop))
                history.Received(received);
        }
        catch (FollowRefusedException e) when (!e.IsPassing)
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
        or FollowRefusedException { IsPassing: true };
}
