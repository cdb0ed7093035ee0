using CrowdMind.Feeds;
using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>What a hub connection has joined and watches.</summary>
/// <param name="context">SignalR's side of the connection.</param>
/// <param name="watched">The datasets that are watched.</param>
internal sealed class HubConnection(HubConnectionContext context, WatchedDatasets watched) : IDisposable
{
    // Guards the subscriptions and what is watched; the hub's calls of one connection may overlap with its end.
    private readonly Lock _gate = new();
    private readonly Dictionary<ExperimentId, Subscription> _joined = [];
    private readonly HashSet<DatasetId> _watched = [];
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

    /// <summary>Remembers that the connection watches a dataset; null when it does already, false when it may not watch more.</summary>
    public bool? Watch(DatasetId dataset)
    {
        lock (_gate)
        {
            if (_watched.Contains(dataset))
                return null;
            if (_closed || _watched.Count == Limits.WatchedDatasets)
                return false;
            _watched.Add(dataset);
            watched.Add(dataset);
            return true;
        }
    }

    /// <summary>Forgets it, if it does.</summary>
    public void Unwatch(DatasetId dataset)
    {
        lock (_gate)
        {
            if (_watched.Remove(dataset))
                watched.Remove(dataset);
        }
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
            foreach (var dataset in _watched)
                watched.Remove(dataset);
            _watched.Clear();
        }

        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }
}
