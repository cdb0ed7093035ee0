using CrowdMind.TestKit.Servers;

namespace CrowdMind.TestKit.Crowds;

/// <summary>
/// Where a client of a crowd goes: to one address, or when it is turned away from there to another of several, and from
/// that one home again.
/// </summary>
/// <param name="addresses">The addresses, in the order in which it goes to them, over and over.</param>
/// <param name="whenOpen">Completes when it is worth trying.</param>
/// <param name="patience">About how long it waits before it tries again.</param>
public sealed class Entrance(IReadOnlyList<Uri> addresses, Func<CancellationToken, Task> whenOpen, TimeSpan patience)
{
    private int _turn;

    /// <summary>Where it goes now.</summary>
    public Uri Address => addresses[_turn % addresses.Count];

    /// <summary>A server that comes back where it was, or what stands before it.</summary>
    public static Entrance To(CrowdMindServer server, Uri? through = null) =>
        new([through ?? server.BaseUri], server.WhenReadyAsync, Eventually.Moment);

    /// <summary>Addresses of which one always serves.</summary>
    public static Entrance ToAny(Uri home, params Uri[] others) => new(
        others.Length == 0 ? [home] : [.. others.SelectMany(other => new[] { home, other })],
        _ => Task.CompletedTask, TimeSpan.FromMilliseconds(100));

    /// <summary>Waits until it is worth trying.</summary>
    public Task WhenOpenAsync(CancellationToken cancellation) => whenOpen(cancellation);

    /// <summary>It was turned away: waits a moment, and goes to the next.</summary>
    public async Task StepBackAsync(CancellationToken cancellation)
    {
        _turn++;
        await Eventually.BackOffAsync(patience, cancellation);
    }
}
