namespace CrowdMind.Watches;

/// <summary>
/// One connection's watching of one agent. It is told how the agent stands and each change; while it does not take what it
/// is told it holds one view, the newest, and is told that when it can.
/// </summary>
public sealed class AgentWatch : IDisposable
{
    private const int NotEnded = 0;
    private const int Left = 1;

    private readonly Action<AgentWatch> _leave;
    private IAgentSink? _sink;
    private AgentView? _newest;
    private AgentView? _told;
    private int _sending;
    private int _ended;
    private int _endTold;

    internal AgentWatch(AgentId agentId, Action<AgentWatch> leave)
    {
        (AgentId, _leave) = (agentId, leave);
    }

    /// <summary>The agent.</summary>
    public AgentId AgentId { get; }

    /// <summary>Whether it has ended, from either side.</summary>
    public bool IsEnded => Volatile.Read(ref _ended) != NotEnded;

    /// <summary>Tells the sink how the agent stands, and each change from now on. Called once.</summary>
    public void Start(IAgentSink sink)
    {
        Interlocked.Exchange(ref _sink, sink);
        TellEnd();
        SendNewest();
    }

    /// <summary>The watcher left: nothing more is sent, the sink hears nothing.</summary>
    public void Dispose() => TryEnd(Left);

    /// <summary>The watcher may watch no longer: nothing more is sent, the sink is told.</summary>
    public void Revoke() => End(WatchEnd.Unauthorized);

    internal void Offer(AgentView view)
    {
        Volatile.Write(ref _newest, view);
        SendNewest();
    }

    internal void End(WatchEnd end)
    {
        TryEnd((int)end);
        TellEnd();
    }

    private void TryEnd(int end)
    {
        if (Interlocked.CompareExchange(ref _ended, end, NotEnded) == NotEnded)
            _leave(this);
    }

    /// <summary>Tells the sink once, as soon as there is one and there is an end to tell.</summary>
    private void TellEnd()
    {
        var end = Volatile.Read(ref _ended);
        if (end > Left && _sink is { } sink && Interlocked.Exchange(ref _endTold, 1) == 0)
            sink.End((WatchEnd)end);
    }

    /// <summary>Sends unless somebody does: who sends looks again before it stops.</summary>
    private void SendNewest()
    {
        if (Volatile.Read(ref _sink) is { } sink && Interlocked.Exchange(ref _sending, 1) == 0)
            _ = SendAsync(sink);
    }

    private async Task SendAsync(IAgentSink sink)
    {
        try
        {
            do
            {
                while (Next() is { } view)
                {
                    await sink.SendAsync(view, _told);
                    _told = view;
                }

                // A full fence: the newest view must be looked at after the turn is given up.
                Interlocked.Exchange(ref _sending, 0);
            }
            while (Next() is not null && Interlocked.Exchange(ref _sending, 1) == 0);
        }
        catch (Exception)
        {
            // Whatever a connection says when it is gone. The turn is kept, so that nothing more is sent.
            TryEnd(Left);
        }
    }

    private AgentView? Next() =>
        !IsEnded && Volatile.Read(ref _newest) is { } newest && newest.DiffersFrom(Volatile.Read(ref _told))
            ? newest
            : null;
}
