using CrowdMind.Logs;
using StackExchange.Redis;

namespace CrowdMind.Server.Engines.Redis;

/// <summary>
/// One life of the connection to Redis, which is two: one that publishes and one that hears. It ends with the first thing
/// that goes wrong and is followed by a fresh one, so that nobody has to know what survives a reconnect.
/// </summary>
internal sealed class RedisSession
{
    private readonly ConnectionMultiplexer _connections;
    private readonly ISubscriber _subscriber;
    private readonly TimeProvider _time;
    private readonly RedisPulse _publishing;
    private readonly RedisPulse _hearing;
    private readonly RedisOutbox _outbox = new();
    private readonly TaskCompletionSource<string> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RedisSession(ConnectionMultiplexer connections, TimeProvider time)
    {
        (_connections, _time) = (connections, time);
        _subscriber = connections.GetSubscriber();
        _publishing = new RedisPulse(AskRoleAsync, time);
        _hearing = new RedisPulse(() => _subscriber.PingAsync(), time);
        connections.ConnectionFailed += (_, failed) => Fail(RedisWords.Of(failed.FailureType));
    }

    /// <summary>Why the session is over, or null while it is not.</summary>
    public string? End => _over.Task.IsCompletedSuccessfully ? _over.Task.Result : null;

    /// <summary>What is under way to Redis.</summary>
    public long BytesUnderWay => _outbox.Bytes;

    /// <summary>Connects to a master.</summary>
    /// <exception cref="RedisConnectionException">It does not work.</exception>
    /// <exception cref="TimeoutException">It takes too long.</exception>
    public static async Task<RedisSession> OpenAsync(
        RedisOptions options, RedisGreeting.Master master, TimeProvider time, CancellationToken cancellationToken) =>
        new(await RedisConnections.OpenAsync(options, master, time, cancellationToken), time);

    /// <summary>Sends a batch on its way, in messages of about a page. Never throws and never waits.</summary>
    /// <returns>False when there was no room for all of it.</returns>
    public bool TrySend(RedisChannel channel, Guid sender, EventBatch batch)
    {
        foreach (var piece in batch.Split(Limits.PageBytes))
        {
            var weight = RedisMessage.Length(piece) + Limits.RedisMessageOverheadBytes;
            if (!_outbox.TryTake(weight))
                return false;
            _ = SendAsync(channel, RedisMessage.Write(sender, piece), weight);
        }

        return true;
    }

    /// <summary>Hears a channel. The request is queued before this returns; a refusal ends the session.</summary>
    public async Task SubscribeAsync(RedisChannel channel, Action<byte[]> listener)
    {
        try
        {
            await _subscriber.SubscribeAsync(channel, (_, message) =>
            {
                // What the library still holds of a session that is over has come by the next one, or is found by the feed.
                if (_over.Task.IsCompleted)
                    return;
                _hearing.Heard();
                listener((byte[]?)message ?? []);
            });
        }
        catch (Exception failure)
        {
            Fail(RedisWords.Of(failure));
        }
    }

    /// <summary>Hears a channel no more. The request is queued before this returns.</summary>
    public async Task UnsubscribeAsync(RedisChannel channel)
    {
        try
        {
            await _subscriber.UnsubscribeAsync(channel);
        }
        catch (Exception failure)
        {
            Fail(RedisWords.Of(failure));
        }
    }

    /// <summary>Watches the session until it is over.</summary>
    /// <returns>Why it is.</returns>
    public async Task<string> WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Limits.RedisPulseSeconds), _time);
        while (!_over.Task.IsCompleted)
        {
            if ((_publishing.Beat() ?? _hearing.Beat()) is { } silence)
                Fail(silence);
            await await Task.WhenAny(timer.WaitForNextTickAsync(cancellationToken).AsTask(), _over.Task);
        }

        return await _over.Task;
    }

    /// <summary>Asks for an answer.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    /// <exception cref="RedisException">None will come.</exception>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        var within = TimeSpan.FromSeconds(Limits.RedisAnswerSeconds);
        await _connections.GetDatabase().PingAsync().WaitAsync(within, _time, cancellationToken);
    }

    /// <summary>Lets the connections go, with what is under way.</summary>
    public Task CloseAsync()
    {
        _over.TrySetResult("it was closed");
        return RedisConnections.CloseAsync(_connections);
    }

    private async Task SendAsync(RedisChannel channel, byte[] message, int weight)
    {
        try
        {
            await _subscriber.PublishAsync(channel, message);
            _publishing.Heard();
        }
        catch (Exception failure)
        {
            Fail(RedisWords.Of(failure));
        }
        finally
        {
            _outbox.GiveBack(weight);
        }
    }

    private async Task AskRoleAsync()
    {
        try
        {
            var role = (RedisResult[]?)await _connections.GetDatabase().ExecuteAsync("ROLE");
            if (role is [var name, ..] && (string?)name == "slave")
                Fail("it is a replica now");
        }
        catch (RedisServerException)
        {
            // It answers, if not this question.
        }
    }

    private void Fail(string why) => _over.TrySetResult(why);
}
