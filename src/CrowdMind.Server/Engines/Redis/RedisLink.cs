using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Redis;

/// <summary>
/// Keeps a session to Redis for as long as the instance lives: when one is over it opens the next, at once and then after
/// growing pauses, for ever. It says once that Redis is away, and once that it is back.
/// </summary>
internal sealed partial class RedisLink(RedisOptions options, RedisChannels channels, TimeProvider time, ILogger logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan SubscribeWithin = TimeSpan.FromSeconds(Limits.RedisSilenceSeconds);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(Limits.RedisRetryMostSeconds);

    private readonly CancellationTokenSource _stop = new();
    private volatile RedisSession? _session;
    private volatile string _away = "it has not been asked yet";
    private long? _awaySince;
    private Task _running = Task.CompletedTask;

    /// <summary>The session, or null while Redis is away.</summary>
    public RedisSession? Session => _session;

    /// <summary>Why Redis is away, if it is.</summary>
    public string WhyAway => _away;

    /// <summary>Tries Redis for the first time, and from then on keeps the session.</summary>
    /// <exception cref="SettingException">Redis refuses what is configured.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var outcome = await ConnectAsync(cancellationToken);
        if (outcome is RedisGreeting.Refused refused)
            throw new SettingException("REDIS_URL", options.Shown, refused.Why);
        if (_session is not null)
            Log.Connected(logger, options.Shown);
        _running = RunAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        await _running;
        if (_session is { } session)
            await EndAsync(session, "the instance stops");
    }

    private async Task RunAsync()
    {
        var failures = 0;
        try
        {
            while (true)
            {
                if (_session is { } session)
                {
                    var since = time.GetTimestamp();
                    var why = await session.WatchAsync(_stop.Token);
                    _ = EndAsync(session, why);
                    failures = time.GetElapsedTime(since) > Steady ? 0 : failures;
                }

                if (_awaySince is null)
                    SayAway();
                await PauseAsync(failures++);
                await ConnectAsync(_stop.Token);
                if (_session is not null)
                    SayBack();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The instance stops.
        }
    }

    // One attempt: afterwards there is a session, or a reason why not.
    private async Task<RedisGreeting> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            var greeting = await RedisProbe.FindMasterAsync(options, time, cancellationToken);
            if (greeting is RedisGreeting.Master master)
                await OpenSessionAsync(master, cancellationToken);
            else
                _away = (greeting as RedisGreeting.Refused)?.Why ?? ((RedisGreeting.Away)greeting).Why;
            return greeting;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _away = RedisWords.Of(failure);
            return new RedisGreeting.Away(_away);
        }
    }

    private async Task OpenSessionAsync(RedisGreeting.Master master, CancellationToken cancellationToken)
    {
        var session = await RedisSession.OpenAsync(options, master, time, cancellationToken);
        try
        {
            await channels.UseAsync(session).WaitAsync(SubscribeWithin, time, cancellationToken);
            if (session.End is { } why)
                throw new IOException(why);
            _session = session;
        }
        catch (Exception failure)
        {
            _ = EndAsync(session, RedisWords.Of(failure));
            throw;
        }
    }

    private Task EndAsync(RedisSession session, string why)
    {
        _session = null;
        _away = why;
        channels.Forget();
        return session.CloseAsync();
    }

    private async Task PauseAsync(int failures)
    {
        if (failures == 0)
            return;
        var pause = Math.Min(
            Limits.RedisRetryMostSeconds * 1000, Limits.RedisRetryLeastMilliseconds << Math.Min(failures - 1, 10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(pause), time);
        await timer.WaitForNextTickAsync(_stop.Token);
    }

    private void SayAway()
    {
        _awaySince = time.GetTimestamp();
        Log.Away(logger, _away);
    }

    private void SayBack()
    {
        if (_awaySince is { } since)
            Log.Back(logger, time.GetElapsedTime(since).TotalSeconds);
        _awaySince = null;
    }

    private static partial class Log
    {
        [LoggerMessage(5301, LogLevel.Information, "Redis carries batches between instances: {Redis}")]
        public static partial void Connected(ILogger logger, string redis);

        [LoggerMessage(5302, LogLevel.Warning, "Redis is away: {Why}. Until it returns, what other instances append comes from the log, up to a second late")]
        public static partial void Away(ILogger logger, string why);

        [LoggerMessage(5303, LogLevel.Information, "Redis is back after {Seconds:0.0} s")]
        public static partial void Back(ILogger logger, double seconds);
    }
}
