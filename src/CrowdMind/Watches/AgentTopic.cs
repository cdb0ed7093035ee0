using CrowdMind.Deployments;

namespace CrowdMind.Watches;

/// <summary>
/// One agent that is watched here. Its readings come one after the other, so what is told never goes back; those who ask
/// for one while another waits to begin share that.
/// </summary>
internal sealed class AgentTopic(AgentId agentId, Boots boots)
{
    // Guards the fields below; held for list work only.
    private readonly Lock _gate = new();
    private readonly HashSet<AgentWatch> _watches = [];
    private Task _last = Task.CompletedTask;
    private Task<bool>? _waiting;
    private AgentView? _view;

    public AgentId AgentId { get; } = agentId;

    /// <summary>Those who watch.</summary>
    public IReadOnlyList<AgentWatch> Watches
    {
        get
        {
            lock (_gate)
                return [.. _watches];
        }
    }

    public void Add(AgentWatch watch)
    {
        lock (_gate)
            _watches.Add(watch);
    }

    /// <summary>Lets one out; true when nobody is left.</summary>
    public bool Remove(AgentWatch watch)
    {
        lock (_gate)
        {
            _watches.Remove(watch);
            return _watches.Count == 0;
        }
    }

    /// <summary>Whether those who watch have been told something else.</summary>
    public bool DiffersFrom(Deployment? found)
    {
        lock (_gate)
            return _view is null || _view.DiffersFrom(found);
    }

    /// <summary>Reads how the agent stands, and tells those who watch.</summary>
    /// <returns>When a reading that began after this call has been told; false when there is no such agent.</returns>
    public Task<bool> RefreshAsync()
    {
        lock (_gate)
        {
            if (_waiting is null)
                _last = _waiting = ReadAfterAsync(_last);
            return _waiting;
        }
    }

    private async Task<bool> ReadAfterAsync(Task earlier)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
            _waiting = null;
        if (await boots.ReadAsync(AgentId, CancellationToken.None) is not { } boot)
        {
            End(WatchEnd.AgentDeleted);
            return false;
        }

        Tell(new AgentView(boot));
        return true;
    }

    private void Tell(AgentView view)
    {
        lock (_gate)
            _view = view;
        foreach (var watch in Watches)
            watch.Offer(view);
    }

    private void End(WatchEnd end)
    {
        foreach (var watch in Watches)
            watch.End(end);
    }
}
