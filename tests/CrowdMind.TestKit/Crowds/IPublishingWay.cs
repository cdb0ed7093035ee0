using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Crowds;

/// <summary>
/// One way to publish.
/// 1. It sends all reactions and gives an acknowledgement for each.
/// 2. When it cannot, it throws <see cref="PublishFailedException"/> or what the connection threw; some of the
///    reactions may be in the log then, and the caller sends all of them again with the same ids.
/// </summary>
public interface IPublishingWay : IAsyncDisposable
{
    /// <summary>How many reactions it likes to send at once.</summary>
    int ReactionsAtOnce { get; }

    /// <summary>Sends them once.</summary>
    Task PublishAsync(IReadOnlyList<Reaction> reactions, Action<Guid, SeqRange> acknowledged, CancellationToken cancellation);
}
