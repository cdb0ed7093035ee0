using System.Net.WebSockets;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Crowds;

/// <summary>
/// An agent that means what it says: every reaction is sent again, with the same id, until it is acknowledged.
/// </summary>
public sealed class RetryingPublisher(Entrance entrance, IPublishingWay way, Guid agent, LogChecker checker)
{
    private static readonly TimeSpan AttemptWithin = TimeSpan.FromSeconds(5);
    private int _sent;
    private int _retries;

    /// <summary>How often it had to send again.</summary>
    public int Retries => Volatile.Read(ref _retries);

    /// <summary>Publishes at a steady pace until told to stop, and then until the last reaction is acknowledged.</summary>
    public async Task RunAsync(TimeSpan pace, CancellationToken stop, CancellationToken giveUp)
    {
        using var timer = new PeriodicTimer(pace);
        while (!stop.IsCancellationRequested)
        {
            await SendUntilAcknowledgedAsync(NextReactions(), giveUp);
            await timer.WaitForNextTickAsync(giveUp);
        }
        await way.DisposeAsync();
    }

    private List<Reaction> NextReactions() =>
        [.. Enumerable.Range(0, way.ReactionsAtOnce).Select(_ => new Reaction(agent, NextPayload(), Guid.NewGuid()))];

    // Of many sizes, so that a kill also meets half-written pages.
    private string NextPayload() => $$"""{"n":{{++_sent}},"pad":"{{new string('x', _sent % 9 * 300)}}"}""";

    private async Task SendUntilAcknowledgedAsync(List<Reaction> reactions, CancellationToken giveUp)
    {
        while (!await TrySendAsync(reactions, giveUp))
        {
            Interlocked.Increment(ref _retries);
            await entrance.StepBackAsync(giveUp);
            await entrance.WhenOpenAsync(giveUp);
        }
    }

    private async Task<bool> TrySendAsync(List<Reaction> reactions, CancellationToken giveUp)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        attempt.CancelAfter(AttemptWithin);
        try
        {
            await way.PublishAsync(reactions, checker.Acknowledged, attempt.Token);
            return true;
        }
        catch (Exception e) when (IsWorthARetry(e) && !giveUp.IsCancellationRequested)
        {
            return false;
        }
    }

    private static bool IsWorthARetry(Exception e) => e
        is PublishFailedException or HttpRequestException or WebSocketException or IOException
        or OperationCanceledException or FollowRefusedException { IsPassing: true };
}
