using System.Threading.Channels;
using Crowd.Agents;
using Crowd.Watching;

namespace Crowd.Running;

/// <summary>Has agents, drawn by chance, react at the chosen rate.</summary>
internal sealed class Pacer(
    CrowdOptions options, IReadOnlyList<Agent> agents, CrowdMood crowd, Ledger ledger, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly Random _chance = new(options.Seed);

    /// <summary>Ends after the chosen time, or when told to stop; then completes the channel.</summary>
    public async Task RunAsync(ChannelWriter<Reaction> reactions, CancellationToken stop)
    {
        try
        {
            await PaceAsync(reactions, stop);
        }
        catch (OperationCanceledException)
        {
            // Told to stop: what was sent is still waited for.
        }
        finally
        {
            reactions.Complete();
        }
    }

    private async Task PaceAsync(ChannelWriter<Reaction> reactions, CancellationToken stop)
    {
        using var ticks = new PeriodicTimer(Tick, time);
        long start = time.GetTimestamp();
        double due = 0, before = 0;
        while (await ticks.WaitForNextTickAsync(stop))
        {
            double now = time.GetElapsedTime(start).TotalSeconds;
            if (options.Seconds > 0 && now >= options.Seconds)
                return;

            // What could not be sent for a second or more is dropped, not sent in one burst.
            due = Math.Min(due + ((now - before) * options.Rate), Math.Max(options.Rate, 1));
            before = now;
            for (; due >= 1; due--)
                await ReactAsync(reactions, stop);
        }
    }

    private async Task ReactAsync(ChannelWriter<Reaction> reactions, CancellationToken stop)
    {
        await reactions.WaitToWriteAsync(stop);
        var reaction = agents[_chance.Next(agents.Count)].React(crowd.Mean);
        ledger.Sent(reaction.Id);
        await reactions.WriteAsync(reaction, CancellationToken.None);
    }
}
