using CrowdMind.Feeds;
using CrowdMind.Server.Access;
using CrowdMind.Server.Admission;
using CrowdMind.Watches;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>What a hub connection has joined and watches.</summary>
internal sealed class HubConnection : IDisposable
{
    private static readonly TimeSpan GoodbyeWithin = TimeSpan.FromSeconds(Limits.SessionGoodbyeSeconds);

    // Guards the subscriptions and what is watched; the hub's calls of one connection may overlap with its end.
    private readonly Lock _gate = new();
    private readonly Dictionary<ExperimentId, Subscription> _joined = [];
    private readonly Dictionary<Subscription, ExperimentId> _streamed = [];
    private readonly HashSet<DatasetId> _watched = [];
    private readonly Dictionary<AgentId, AgentWatch> _agents = [];
    private readonly WatchedDatasets _allWatched;
    private readonly TimeProvider _time;
    private bool _closed;

    public HubConnection(HubConnectionContext context, WatchedDatasets watched, Sessions sessions, TimeProvider time)
    {
        (Context, _allWatched, _time) = (context, watched, time);
        Network = ClientNetwork.Of(context.GetHttpContext()?.Connection.RemoteIpAddress);
        Session = sessions.Enter(CallerPrincipal.Of(context.User), () => _ = SayGoodbyeAsync(), FollowedExperiments);
    }

    /// <summary>SignalR's side of the connection.</summary>
    public HubConnectionContext Context { get; }

    /// <summary>It lasts as long as its credential.</summary>
    public Session Session { get; }

    /// <summary>Where its client is.</summary>
    public ClientNetwork Network { get; }

    /// <summary>To whom what comes by it is counted.</summary>
    public Party Party => Party.Of(Session.Caller, Network);

    /// <summary>The connection of a hub call.</summary>
    public static HubConnection Of(HubCallerContext caller) => (HubConnection)caller.Items[typeof(HubConnection)]!;

    /// <summary>
    /// Keeps a subscription, in the place of an earlier one to the same experiment; false when the connection may not follow
    /// more, and then the subscription has ended.
    /// </summary>
    public bool Join(ExperimentId experimentId, Subscription subscription)
    {
        Subscription? ended;
        bool fits;
        lock (_gate)
        {
            _joined.Remove(experimentId, out ended);
            fits = ended is not null || MayFollowOneMore();
            if (fits && !_closed)
                _joined[experimentId] = subscription;
            else
                ended = subscription;
        }

        ended?.Dispose();
        return fits;
    }

    /// <summary>Notes a subscription that is streamed; false when the connection may not follow more.</summary>
    public bool Stream(ExperimentId experimentId, Subscription subscription)
    {
        lock (_gate)
            return MayFollowOneMore() && _streamed.TryAdd(subscription, experimentId);
    }

    /// <summary>Forgets a subscription that is streamed no more.</summary>
    public void EndStream(Subscription subscription)
    {
        lock (_gate)
            _streamed.Remove(subscription);
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
            _allWatched.Add(dataset);
            return true;
        }
    }

    /// <summary>Forgets it, if it does.</summary>
    public void Unwatch(DatasetId dataset)
    {
        lock (_gate)
        {
            if (_watched.Remove(dataset))
                _allWatched.Remove(dataset);
        }
    }

    /// <summary>Keeps the watch of an agent, in the place of an earlier one; false when it may not watch more.</summary>
    public bool Watch(AgentWatch watch)
    {
        AgentWatch? earlier;
        lock (_gate)
        {
            _agents.Remove(watch.AgentId, out earlier);
            if (_agents.Count == Limits.WatchedAgents)
                ForgetEnded();
            if (_closed || _agents.Count == Limits.WatchedAgents)
                return false;
            _agents[watch.AgentId] = watch;
        }

        earlier?.Dispose();
        return true;
    }

    /// <summary>Ends the watch of an agent, if there is one.</summary>
    public void Unwatch(AgentId agent)
    {
        AgentWatch? watch;
        lock (_gate)
            _agents.Remove(agent, out watch);
        watch?.Dispose();
    }

    /// <summary>What the connection follows: what that asks for, of whom, and what ends it.</summary>
    public IReadOnlyList<(Permission Permission, string Subject, Action Revoke)> Followed()
    {
        lock (_gate)
        {
            return
            [
                .. FollowedExperiments().Select(one => (Permission.Follow, one.Experiment.ToString(), one.Revoke)),
                .. _agents.Select(one => (Permission.ReadAgent, one.Key.ToString(), (Action)one.Value.Revoke)),
            ];
        }
    }

    /// <summary>The datasets that are watched.</summary>
    public IReadOnlyList<DatasetId> Watched()
    {
        lock (_gate)
            return [.. _watched];
    }

    /// <summary>Ends everything: the connection is gone.</summary>
    public void Dispose()
    {
        Session.Dispose();
        IDisposable[] followed;
        lock (_gate)
        {
            _closed = true;
            followed = [.. _joined.Values, .. _agents.Values];
            _joined.Clear();
            _agents.Clear();
            foreach (var dataset in _watched)
                _allWatched.Remove(dataset);
            _watched.Clear();
        }

        foreach (var one in followed)
            one.Dispose();
    }

    /// <summary>The credential has ended: says so, and closes the connection.</summary>
    private async Task SayGoodbyeAsync()
    {
        try
        {
            foreach (var (_, _, revoke) in Followed())
                revoke();
            var end = new HubSubscriptionEnd(SubscriptionEnd.Unauthorized.Code(), SubscriptionEnd.Unauthorized.Reason());
            await Context.WriteAsync(new InvocationMessage("SessionEnded", [end])).AsTask().WaitAsync(GoodbyeWithin, _time);
        }
        catch (Exception gone) when (gone is TimeoutException or IOException or OperationCanceledException)
        {
            // It takes nothing, or is closed already.
        }
        finally
        {
            Context.Abort();
        }
    }

    private IReadOnlyList<Followed> FollowedExperiments()
    {
        lock (_gate)
        {
            return
            [
                .. _joined.Select(one => new Followed(one.Key, one.Value.Revoke)),
                .. _streamed.Select(one => new Followed(one.Value, one.Key.Revoke)),
            ];
        }
    }

    /// <summary>Makes room first, if there is none: what follows an experiment that was deleted is of no use.</summary>
    private bool MayFollowOneMore()
    {
        if (_joined.Count + _streamed.Count >= Limits.JoinedExperiments)
        {
            foreach (var (experiment, _) in _joined.Where(pair => pair.Value.IsEnded).ToArray())
                _joined.Remove(experiment);
        }

        return _joined.Count + _streamed.Count < Limits.JoinedExperiments;
    }

    /// <summary>Makes room: those whose agent was deleted are of no use.</summary>
    private void ForgetEnded()
    {
        foreach (var (agent, _) in _agents.Where(pair => pair.Value.IsEnded).ToArray())
            _agents.Remove(agent);
    }
}
