using CrowdMind.Keys;

namespace CrowdMind.Server.Access;

/// <summary>A live connection that lasts as long as its credential.</summary>
internal sealed class Session : IDisposable
{
    private readonly Sessions _sessions;
    private readonly Action _end;
    private Caller _caller;

    internal Session(Sessions sessions, Caller caller, Action end, Func<IReadOnlyList<Followed>>? followed)
    {
        (_sessions, _caller, _end, Followed) = (sessions, caller, end, followed);
    }

    /// <summary>Who has it now.</summary>
    public Caller Caller => Volatile.Read(ref _caller);

    /// <summary>The experiments that it follows; null for none.</summary>
    internal Func<IReadOnlyList<Followed>>? Followed { get; }

    /// <summary>Whether it has ended, or its connection is gone; guarded by the sessions.</summary>
    internal bool IsOver { get; set; }

    /// <summary>Goes on with another credential.</summary>
    public void Renew(Caller caller)
    {
        Volatile.Write(ref _caller, caller);
        _sessions.Watch(this);
    }

    /// <summary>Ends the connection, once.</summary>
    public void Revoke() => _sessions.End(this);

    /// <summary>The connection is gone.</summary>
    public void Dispose() => _sessions.Forget(this);

    internal void End() => _end();
}
