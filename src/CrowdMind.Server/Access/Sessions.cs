using CrowdMind.Keys;

namespace CrowdMind.Server.Access;

/// <summary>The live connections whose credentials may end, and what ends them then: looked at once a second.</summary>
/// <param name="keys">They know which keys stand.</param>
/// <param name="time">The clock.</param>
internal sealed class Sessions(IKeyStore keys, TimeProvider time)
{
    // Guards the sessions; held for list work only.
    private readonly Lock _gate = new();
    private readonly HashSet<Session> _ending = [];

    /// <summary>A connection begins.</summary>
    /// <param name="caller">Who has it.</param>
    /// <param name="end">What ends it; called once at most, and must not wait.</param>
    public Session Enter(Caller caller, Action end)
    {
        var session = new Session(this, caller, end);
        Watch(session);
        return session;
    }

    /// <summary>Ends those whose credential has expired or was revoked.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        Session[] sessions;
        lock (_gate)
            sessions = [.. _ending];
        var now = time.GetUtcNow();
        foreach (var expired in sessions.Where(session => session.Caller.EndsAt <= now))
            End(expired);
        var used = sessions.Select(session => session.Caller.KeyId).OfType<KeyId>().ToHashSet();
        if (used.Count == 0)
            return;
        var standing = await keys.FindStandingAsync(used, cancellationToken);
        used.ExceptWith(standing);
        foreach (var revoked in sessions.Where(session => session.Caller.KeyId is { } key && used.Contains(key)))
            End(revoked);
    }

    internal void Watch(Session session)
    {
        lock (_gate)
        {
            if (session.Caller is { EndsAt: null, KeyId: null })
                _ending.Remove(session);
            else
                _ending.Add(session);
        }
    }

    internal void Forget(Session session)
    {
        lock (_gate)
            _ending.Remove(session);
    }

    private void End(Session session)
    {
        bool first;
        lock (_gate)
            first = _ending.Remove(session);
        if (first)
            session.End();
    }
}
