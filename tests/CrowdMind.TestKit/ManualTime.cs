namespace CrowdMind.TestKit;

/// <summary>A clock that stands still until a test moves it. Timers fire on the thread that advances it.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _elapsed;
    private TaskCompletionSource? _timer;

    /// <summary>Waits until something waits on this clock.</summary>
    public Task TimerAsync()
    {
        lock (_gate)
        {
            if (_timers.Count > 0)
                return Task.CompletedTask;
            _timer ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _timer.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate)
            return _elapsed.Ticks;
    }

    /// <summary>Sets the wall clock by some time, also back, as an operator may; timers do not notice.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_gate)
            _now += by;
    }

    /// <summary>Lets time pass, and fires what falls due, in order.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset end;
        lock (_gate)
            end = _now + by;
        while (NextDue(end) is { } timer)
            timer.Fire();
        lock (_gate)
            MoveTo(end);
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? NextDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var timer = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (timer is null)
                return null;
            MoveTo(timer.Due);
            timer.Rearm();
            return timer;
        }
    }

    private void MoveTo(DateTimeOffset moment)
    {
        if (moment <= _now)
            return;
        _elapsed += moment - _now;
        _now = moment;
    }

    private void Add(ManualTimer timer)
    {
        _timers.Add(timer);
        _timer?.TrySetResult();
        _timer = null;
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback(state);

        // Under the clock's lock.
        public void Rearm()
        {
            Due += _period;
            if (_period <= TimeSpan.Zero)
                time._timers.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                (Due, _period) = (time._now + dueTime, period);
                if (dueTime >= TimeSpan.Zero)
                    time.Add(this);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
