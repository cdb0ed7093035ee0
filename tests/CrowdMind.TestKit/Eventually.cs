using System.Diagnostics;

namespace CrowdMind.TestKit;

/// <summary>The one place where a test polls: for a condition, with a deadline, with a sentence when it passes.</summary>
public static class Eventually
{
    /// <summary>The least wait there is.</summary>
    public static TimeSpan Moment { get; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until the condition holds; fails the test when it does not in time.</summary>
    public static Task TrueAsync(
        Func<bool> condition, TimeSpan within, Func<string> what, CancellationToken cancellation = default) =>
        TrueAsync(() => Task.FromResult(condition()), within, what, cancellation);

    /// <inheritdoc cref="TrueAsync(Func{bool}, TimeSpan, Func{string}, CancellationToken)"/>
    public static async Task TrueAsync(
        Func<Task<bool>> condition, TimeSpan within, Func<string> what, CancellationToken cancellation = default) =>
        Assert.True(await HappensAsync(condition, within, cancellation), $"Not within {within.TotalSeconds:0.#} s: {what()}");

    /// <summary>Waits until the condition holds; false when it does not in time.</summary>
    public static async Task<bool> HappensAsync(
        Func<Task<bool>> condition, TimeSpan within, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > within)
                return false;
            await Task.Delay(Moment, cancellation);
        }
        return true;
    }

    /// <summary>What a client waits before it tries again after a failed attempt, give or take a half.</summary>
    public static Task BackOffAsync(TimeSpan about, CancellationToken cancellation) =>
        Task.Delay(about * (0.5 + Random.Shared.NextDouble()), cancellation);

    /// <summary>Lets a fault last as long as it is meant to; not a way to wait for anything.</summary>
    public static Task LastAsync(TimeSpan time) => Task.Delay(time);

    /// <summary>Lets a moment pass that chance has chosen; not a way to wait for anything.</summary>
    public static Task RandomMomentAsync(Random chance, int atMostMilliseconds) =>
        Task.Delay(chance.Next(atMostMilliseconds));
}
