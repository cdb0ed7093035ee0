using CrowdMind.Deployments;
using CrowdMind.Feeds;

namespace CrowdMind.Watches;

/// <summary>
/// Tells those who watch agents how these stand, whichever instance changes it: at once what is changed on this one, and
/// once a second, by one question for all agents that are watched here, what is changed elsewhere. What is told is how
/// things stand and not what happened, so nothing can be missed.
/// </summary>
/// <param name="deployments">What is asked once a second.</param>
/// <param name="boots">How an agent stands.</param>
/// <param name="time">The clock.</param>
public sealed class AgentWatches(IDeploymentStore deployments, Boots boots, TimeProvider time)
{
    private static readonly ParallelOptions AFewAtOnce = new() { MaxDegreeOfParallelism = Limits.AgentReadingsAtOnce };

    // Guards the fields below; held for list work only. A topic's gate may be taken within it.
    private readonly Lock _gate = new();
    private readonly Dictionary<AgentId, AgentTopic> _topics = [];
    private bool _draining;

    /// <summary>How many agents are watched.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _topics.Count;
        }
    }

    /// <summary>Begins to watch an agent.</summary>
    public async Task<WatchOutcome> WatchAsync(AgentId agentId, CancellationToken cancellationToken)
    {
        // It listens before it reads, so that no change falls between the two.
        if (Enter(agentId) is not ({ } topic, { } watch))
            return new WatchOutcome.Draining();
        try
        {
            if (await topic.RefreshAsync().WaitAsync(cancellationToken))
                return new WatchOutcome.Watching(watch);
            watch.Dispose();
            return new WatchOutcome.NoAgent();
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }

    /// <summary>Something was changed here: whoever watches the agent is told. Does not wait for that.</summary>
    public void Changed(AgentId agentId)
    {
        AgentTopic? topic;
        lock (_gate)
            topic = _topics.GetValueOrDefault(agentId);

        // A reading that fails is made up for by the next check.
        _ = topic?.RefreshAsync();
    }

    /// <summary>Looks in one question how all stand, and tells what changed.</summary>
    /// <exception cref="AggregateException">Some could not be read; they come again with the next check.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        AgentTopic[] topics;
        lock (_gate)
            topics = [.. _topics.Values];
        if (topics.Length == 0)
            return;
        var found = await deployments.ReadAsync([.. topics.Select(topic => topic.AgentId)], cancellationToken);
        var failures = new List<Exception>();
        await Parallel.ForEachAsync(
            topics.Where(topic => topic.DiffersFrom(found.GetValueOrDefault(topic.AgentId))),
            AFewAtOnce,
            async (topic, _) =>
            {
                try
                {
                    await topic.RefreshAsync();
                }
                catch (Exception failure)
                {
                    lock (failures)
                        failures.Add(failure);
                }
            });
        if (failures.Count > 0)
            throw new AggregateException(failures);
    }

    /// <summary>Takes no new watchers: the instance is stopping.</summary>
    public void Close()
    {
        lock (_gate)
            _draining = true;
    }

    /// <summary>The instance is stopping: ends all watches, a few at a time.</summary>
    /// <param name="within">The time until the last is told; a handful is told at once.</param>
    public async Task DrainAsync(TimeSpan within)
    {
        Close();
        AgentTopic[] topics;
        lock (_gate)
            topics = [.. _topics.Values];
        AgentWatch[] watches = [.. topics.SelectMany(topic => topic.Watches)];
        await Farewell.TellAsync(watches, static watch => watch.End(WatchEnd.Draining), within, time);
    }

    private (AgentTopic Topic, AgentWatch Watch)? Enter(AgentId agentId)
    {
        var watch = new AgentWatch(agentId, Leave);
        lock (_gate)
        {
            if (_draining)
                return null;
            if (!_topics.TryGetValue(agentId, out var topic))
                _topics[agentId] = topic = new AgentTopic(agentId, boots);
            topic.Add(watch);
            return (topic, watch);
        }
    }

    private void Leave(AgentWatch watch)
    {
        lock (_gate)
        {
            if (_topics.TryGetValue(watch.AgentId, out var topic) && topic.Remove(watch))
                _topics.Remove(watch.AgentId);
        }
    }
}
