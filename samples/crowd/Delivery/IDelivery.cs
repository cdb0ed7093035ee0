using System.Threading.Channels;
using Crowd.Agents;

namespace Crowd.Delivery;

/// <summary>
/// One connection's way of getting reactions to the server. It tries until each is acknowledged, always with the
/// reaction's own id, and ends when the channel is complete and everything taken from it is answered.
/// </summary>
internal interface IDelivery
{
    Task DeliverAsync(ChannelReader<Reaction> reactions, CancellationToken cancel);
}
