using System.Diagnostics;
using System.Globalization;
using System.Text;
using CrowdMind.Feeds;
using CrowdMind.Logs;
using CrowdMind.Recording;
using CrowdMind.TestKit.Engines;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The live core of one instance, on data it shares with others and a Redis between them, in real time.</summary>
internal sealed class LiveInstance : IAsyncDisposable
{
    private readonly RedisInstance _redis;
    private readonly CancellationTokenSource _stop = new();
    private readonly LogWriter _writer;
    private readonly FeedRegistry _feeds;
    private readonly Task _running;

    private LiveInstance(MemoryData data, RedisInstance redis)
    {
        _redis = redis;
        var log = new MemoryEngine(data, TimeProvider.System).Log;
        _writer = new LogWriter(log, redis.Backplane, Unmeasured.Writer(), TimeProvider.System);
        _feeds = new FeedRegistry(log, redis.Backplane, new FeedOptions(), Unmeasured.Feeds(), TimeProvider.System);
        _running = Task.WhenAll(_writer.RunAsync(), new HeadsCheck(_feeds, TimeProvider.System).RunAsync(_stop.Token));
    }

    public RedisInstance Redis => _redis;

    public static async Task<LiveInstance> StartAsync(MemoryData data, string redisUrl)
    {
        var redis = new RedisInstance(redisUrl);
        await redis.Backplane.OpenAsync(default);
        return new LiveInstance(data, redis);
    }

    /// <summary>Appends a reaction that says when.</summary>
    public async Task AppendAsync(ExperimentId experiment, AgentId agent)
    {
        var payload = string.Create(CultureInfo.InvariantCulture, $$"""{"t":{{Stopwatch.GetTimestamp()}}}""");
        var draft = new ReactionDraft(ReactionId.New(TimeProvider.System), agent, Encoding.UTF8.GetBytes(payload));
        var outcome = await _writer.AppendAsync(new AppendRequest.Reactions(experiment, [draft]), default);
        Assert.IsType<AppendOutcome.Appended>(outcome);
    }

    /// <summary>Follows a log from its start.</summary>
    public async Task<ArrivalSink> FollowAsync(ExperimentId experiment)
    {
        var sink = new ArrivalSink();
        var outcome = await _feeds.SubscribeAsync(experiment, Seq.Zero, default);
        Assert.IsType<SubscribeOutcome.Subscribed>(outcome).Subscription.Start(sink);
        return sink;
    }

    public async ValueTask DisposeAsync()
    {
        _writer.Close();
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _redis.DisposeAsync();
        _stop.Dispose();
    }
}
