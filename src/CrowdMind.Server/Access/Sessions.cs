using CrowdMind.Deployments;
using CrowdMind.Keys;

namespace CrowdMind.Server.Access;

/// <summary>
/// The live connections whose credentials may end, and what ends them then: looked at once a second. Agents' are looked at
/// too: an agent follows an experiment as long as it takes part.
/// </summary>
/// <param name="keys">They know which keys stand.</param>
/// <param name="deployments">They know who takes part.</param>
/// <param name="time">The clock.</param>
internal sealed class Sessions(IKeyStore keys, IDeploymentStore deployments, TimeProvider time)
{
    // Guards the sessions; held for list work only.
    private readonly Lock _gate = new();
    private readonly HashSet<Session> _watched = [];

    /// <summary>A connection begins.</summary>
    /// <param name="caller">Who has it.</param>
    /// <param name="end">What ends it; called once at most, and must not wait.</param>
    /// <param name="followed">The experiments that it follows at a time; null for none.</param>
    public Session Enter(Caller caller, Action end, Func<IReadOnlyList<Followed>>? followed = null)
    {
        var session = new Session(this, caller, end, followed);
        Watch(session);
        return session;
    }

    /// <summary>Ends those whose credential has expired or was revoked, and what agents follow and may no longer.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        Session[] sessions;
        lock (_gate)
            sessions = [.. _watched];
        var now = time.GetUtcNow();
        foreach (var expired in sessions.Where(session => session.Caller.EndsAt <= now))
            End(expired);
        await EndRevokedAsync(sessions, cancellationToken);
        await EndUninvitedAsync(sessions, cancellationToken);
    }

    internal void Watch(Session session)
    {
        lock (_gate)
        {
            if (session.IsOver || session.Caller is { EndsAt: null, KeyId: null, Role: not Role.Agent })
                _watched.Remove(session);
            else
                _watched.Add(session);
        }
    }

    internal void Forget(Session session)
    {
        lock (_gate)
        {
            session.IsOver = true;
            _watched.Remove(session);
        }
    }

    internal void End(Session session)
    {
        lock (_gate)
        {
            if (session.IsOver)
                return;
            session.IsOver = true;
            _watched.Remove(session);
        }

        session.End();
    }

    private async Task EndRevokedAsync(Session[] sessions, CancellationToken cancellationToken)
    {
        var used = sessions.Select(session => session.Caller.KeyId).OfType<KeyId>().ToHashSet();
        if (used.Count == 0)
            return;
        used.ExceptWith(await keys.FindStandingAsync(used, cancellationToken));
        foreach (var revoked in sessions.Where(session => session.Caller.KeyId is { } key && used.Contains(key)))
            End(revoked);
    }

    private async Task EndUninvitedAsync(Session[] sessions, CancellationToken cancellationToken)
    {
        var followed = sessions
            .Where(session => session.Caller.Role == Role.Agent)
            .SelectMany(session => session.Followed?.Invoke() ?? [], (session, one) => (session.Caller.AgentId, one))
            .ToArray();
        if (followed.Length == 0)
            return;
        var agents = followed.Select(one => one.AgentId).OfType<AgentId>().ToHashSet();
        var parts = await deployments.FindParticipationsAsync(agents, cancellationToken);
        foreach (var (agent, one) in followed)
        {
            if (agent is not { } id || !parts.Contains((one.Experiment, id)))
                one.Revoke();
        }
    }
}
