using System.Diagnostics;

namespace CrowdMind.TestKit;

/// <summary>The one place where a test polls: for a condition, with a deadline, with a sentence when it passes.</summary>
public static class Eventually
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(10);

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
            await Task.Delay(PollEvery, cancellation);
        }
        return true;
    }

    /// <summary>What a client waits before it tries again after a failed attempt.</summary>
    public static Task BackOffAsync(CancellationToken cancellation) => Task.Delay(PollEvery, cancellation);

    /// <summary>Lets a moment pass that chance has chosen; not a way to wait for anything.</summary>
    public static Task RandomMomentAsync(Random chance, int atMostMilliseconds) =>
        Task.Delay(chance.Next(atMostMilliseconds));
}
