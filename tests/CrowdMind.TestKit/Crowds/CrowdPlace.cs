using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Crowds;

/// <summary>What a crowd meets in: one server or several as one.</summary>
/// <param name="Address">Where the experiment is made, published to and read.</param>
/// <param name="Publishers">How the publishers go there.</param>
/// <param name="Subscribers">How the subscribers do, by transport and number.</param>
/// <param name="Output">What the servers printed, for the message of a failing test.</param>
public sealed record CrowdPlace(
    Uri Address, Func<Entrance> Publishers, Func<Transport, int, Entrance> Subscribers, Func<string> Output)
{
    /// <summary>One server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="subscribersSee">What stands between it and the subscribers, if anything does.</param>
    public static CrowdPlace At(CrowdMindServer server, Uri? subscribersSee) => new(
        server.BaseUri, () => Entrance.To(server), (_, _) => Entrance.To(server, subscribersSee), () => server.Output);
}
