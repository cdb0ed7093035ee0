using CrowdMind.Logs;

namespace CrowdMind.Feeds;

/// <summary>
/// Asks the log once a second how far it has got, so that a batch the backplane lost costs a second and never an event.
/// </summary>
/// <param name="feeds">The feeds of this instance.</param>
/// <param name="time">The clock.</param>
public sealed class HeadsCheck(FeedRegistry feeds, TimeProvider time)
{
    /// <summary>Checks until cancelled. A log that cannot be read is asked again a second later.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Limits.HeadsCheckSeconds), time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await feeds.CheckHeadsAsync(cancellationToken);
            }
            catch (LogUnavailableException)
            {
                // Nothing is lost: feeds stay where they are, and readiness reports the database.
            }
        }
    }
}
