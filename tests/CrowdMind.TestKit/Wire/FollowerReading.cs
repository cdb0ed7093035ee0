namespace CrowdMind.TestKit.Wire;

/// <summary>Reading a follower in a test: so many events, or until it ends, in time or with a sentence.</summary>
public static class FollowerReading
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    /// <summary>The next <paramref name="count"/> events.</summary>
    public static async Task<IReadOnlyList<WireEvent>> TakeAsync(this IFollower follower, int count, TimeSpan? within = null)
    {
        var taken = new List<WireEvent>(count);
        await ReadAsync(follower, taken, count, within ?? Within, $"{count} events came");
        Assert.True(taken.Count == count, $"Only {taken.Count} of {count} events came before {follower.End}.");
        return taken;
    }

    /// <summary>The next event.</summary>
    public static async Task<WireEvent> NextAsync(this IFollower follower) => (await follower.TakeAsync(1))[0];

    /// <summary>Everything up to the end, and the end.</summary>
    public static async Task<(IReadOnlyList<WireEvent> Events, FollowEnd End)> ToEndAsync(this IFollower follower)
    {
        var taken = new List<WireEvent>();
        await ReadAsync(follower, taken, int.MaxValue, Within, "the follower was ended");
        return (taken, follower.End ?? throw new InvalidOperationException("The events ended without an end."));
    }

    private static async Task ReadAsync(IFollower follower, List<WireEvent> taken, int count, TimeSpan within, string what)
    {
        if (count == 0)
            return;
        using var deadline = new CancellationTokenSource(within);
        try
        {
            await foreach (WireEvent next in follower.ReadAsync(deadline.Token))
            {
                taken.Add(next);
                if (taken.Count == count)
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            string last = taken.Count == 0 ? "none" : $"{taken[^1].Seq}";
            Assert.Fail($"Not within {within.TotalSeconds:0.#} s: {what}. {taken.Count} came, the last seq: {last}.");
        }
    }
}
