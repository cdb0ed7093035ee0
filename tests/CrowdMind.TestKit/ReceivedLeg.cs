using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit;

/// <summary>What a subscriber received on one connection, which started after a seq (or live, when null).</summary>
public sealed record ReceivedLeg(long? After, IReadOnlyList<WireEvent> Events)
{
    /// <summary>The seq before the first event this leg should hold.</summary>
    public long Start => After ?? (Events.Count > 0 ? Events[0].Seq - 1 : 0);
}
