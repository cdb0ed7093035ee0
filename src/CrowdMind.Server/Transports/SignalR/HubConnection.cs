using CrowdMind.Feeds;
using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>What a hub connection has joined.</summary>
/// <param name="context">SignalR's side of the connection.</param>
internal sealed class HubConnection(HubConnectionContext context) : IDisposable
{
    // Guards the subscriptions; the hub's calls of one connection may overlap with its end.
    private readonly Lock _gate = new();
    private readonly Dictionary<ExperimentId, Subscription> _joined = [];
    private bool _closed;

    /// <summary>SignalR's side of the connection.</summary>
    public HubConnectionContext Context { get; } = context;

    /// <summary>The connection of a hub call.</summary>
    public static HubConnection Of(HubCallerContext caller) => (HubConnection)caller.Items[typeof(HubConnection)]!;

    /// <summary>Keeps a subscription, in the place of an earlier one to the same experiment.</summary>
    public void Join(ExperimentId experimentId, Subscription subscription)
    {
        Subscription? earlier;
        lock (_gate)
        {
            _joined.Remove(experimentId, out earlier);
            if (_closed)
                earlier = subscription;
            else
                _joined[experimentId] = subscription;
        }

        earlier?.Dispose();
    }

    /// <summary>Ends a subscription, if there is one.</summary>
    public void Leave(ExperimentId experimentId)
    {
        Subscription? subscription;
        lock (_gate)
            _joined.Remove(experimentId, out subscription);
        subscription?.Dispose();
    }

    /// <summary>Ends all subscriptions: the connection is gone.</summary>
    public void Dispose()
    {
        Subscription[] subscriptions;
        lock (_gate)
        {
            _closed = true;
            subscriptions = [.. _joined.Values];
            _joined.Clear();
        }

        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }
}
