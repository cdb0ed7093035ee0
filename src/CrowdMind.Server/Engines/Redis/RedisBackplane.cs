using System.Diagnostics.Metrics;
using CrowdMind.Backplanes;
using CrowdMind.Logs;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Redis;

/// <summary>
/// The backplane of several instances: a call for the listeners of this one, a message on the experiment's channel for
/// those of the others. Redis may lose, delay or refuse any of it; the log is the truth, and feeds compare themselves with it.
/// </summary>
internal sealed partial class RedisBackplane : IBackplane, IAsyncDisposable
{
    private static readonly TimeSpan SubscribeWithin = TimeSpan.FromMilliseconds(Limits.RedisSubscribeMilliseconds);

    private readonly InProcessBackplane _local = new();
    private readonly Guid _instance = Guid.NewGuid();
    private readonly TimeProvider _time;
    private readonly RedisChannels _channels;
    private readonly RedisLink _link;
    private readonly Grievance _strange;
    private readonly Grievance _leftOut;

    public RedisBackplane(RedisOptions options, Meter meter, TimeProvider time, ILogger<RedisBackplane> logger)
    {
        _time = time;
        _channels = new RedisChannels(options.Prefix, Hear);
        _link = new RedisLink(options, _channels, time, logger);
        _strange = new Grievance(count => Log.Strange(logger, count, options.Prefix), time);
        _leftOut = new Grievance(count => Log.LeftOut(logger, count), time);
        meter.CreateObservableGauge(
            "crowdmind.backplane.up", () => _link.Session is null ? 0 : 1, "1", "1 while there is a connection to Redis, else 0.");
        meter.CreateObservableUpDownCounter(
            "crowdmind.backplane.pending", () => BytesUnderWay, "By", "Bytes that are under way to Redis.");
        meter.CreateObservableCounter(
            "crowdmind.backplane.dropped", () => _leftOut.Count, "{batch}", "Batches not sent, because Redis takes less than is published.");
    }

    /// <inheritdoc/>
    public string Engine => "redis";

    /// <summary>What is under way to Redis.</summary>
    public long BytesUnderWay => _link.Session?.BytesUnderWay ?? 0;

    /// <summary>Connects to Redis, or begins to try when it is away.</summary>
    /// <exception cref="SettingException">Redis refuses what is configured.</exception>
    public Task OpenAsync(CancellationToken cancellationToken) => _link.OpenAsync(cancellationToken);

    /// <summary>Asks Redis for an answer.</summary>
    /// <exception cref="IOException">Redis is away; the message says why.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_link.Session is not { } session)
            throw new IOException($"Redis is away: {_link.WhyAway}.");
        try
        {
            await session.PingAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new IOException($"Redis is away: {RedisWords.Of(failure)}.", failure);
        }
    }

    /// <inheritdoc/>
    public bool Wants(ExperimentId experimentId) => _link.Session is not null || _local.Wants(experimentId);

    /// <inheritdoc/>
    public Task Publish(EventBatch batch)
    {
        var room = _local.Publish(batch);
        if (_link.Session?.TrySend(_channels.Of(batch.ExperimentId), _instance, batch) == false)
            _leftOut.Add();
        return room;
    }

    /// <inheritdoc/>
    public async ValueTask<IAsyncDisposable> ListenAsync(
        ExperimentId experimentId, Func<EventBatch, Task> listener, CancellationToken cancellationToken)
    {
        var local = await _local.ListenAsync(experimentId, listener, cancellationToken);
        var subscribed = _channels.EnterAsync(experimentId);
        var listening = new Listening(this, experimentId, local);
        try
        {
            await subscribed.WaitAsync(SubscribeWithin, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Redis is slow to answer. Until it has, the heads check delivers.
        }
        catch
        {
            await listening.DisposeAsync();
            throw;
        }

        return listening;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private void Hear(ExperimentId experimentId, byte[] message)
    {
        if (RedisMessage.IsFrom(_instance, message))
            return;
        if (RedisMessage.TryRead(message, experimentId, out var batch))
            _ = _local.Publish(batch);
        else
            _strange.Add();
    }

    private sealed class Listening(RedisBackplane backplane, ExperimentId experimentId, IAsyncDisposable local)
        : IAsyncDisposable
    {
        private int _left;

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _left, 1) != 0)
                return;
            await local.DisposeAsync();
            backplane._channels.Leave(experimentId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5311, LogLevel.Warning, "{Count} messages on channels of '{Prefix}' were no batches of ours and were dropped: a stranger publishes there, or an instance of another version")]
        public static partial void Strange(ILogger logger, long count, string prefix);

        [LoggerMessage(5312, LogLevel.Warning, "{Count} batches were not sent to Redis, which takes less than is published; other instances read them from the log")]
        public static partial void LeftOut(ILogger logger, long count);
    }
}
