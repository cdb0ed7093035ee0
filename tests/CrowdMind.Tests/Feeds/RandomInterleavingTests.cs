using CrowdMind.Feeds;
using CrowdMind.TestKit;
using Xunit.Abstractions;

namespace CrowdMind.Tests.Feeds;

/// <summary>Whatever subscribers, writers and backplane do, in whatever order, each subscriber sees its exact sequence.</summary>
public sealed class RandomInterleavingTests(ITestOutputHelper output)
{
    private const int Interleavings = 1_000, Steps = 25;

    [Fact]
    public async Task A_thousand_random_interleavings_give_each_subscriber_its_exact_sequence()
    {
        var seed = Seed.Draw(output.WriteLine);
        for (var n = 0; n < Interleavings; n++)
            await RunAsync(seed + n);
    }

    private static async Task RunAsync(int seed)
    {
        var chance = new Random(seed);
        var carriage = new Random(seed);
        var lossy = chance.Next(2) == 0;
        await using var core = await LiveCore.StartAsync(
            new LossyBackplane(() => lossy ? (Carriage)carriage.Next(4) : Carriage.Deliver));
        var followers = new List<Follower>();
        var appends = new List<Task>();
        for (var step = 0; step < Steps; step++)
            await StepAsync(core, chance, followers, appends);
        await Task.WhenAll(appends);
        foreach (var follower in followers)
            follower.Sink.Release();
        await core.CheckHeadsAsync();
        var head = (await core.HeadAsync()).Value;
        var live = followers.Where(follower => !follower.Left).ToArray();
        await Task.WhenAll(live.Select(follower => follower.Sink.ReachedAsync(follower.After < head ? head : 0)));
        Assert.All(followers, follower => follower.AssertExact(seed, head));
    }

    private static async Task StepAsync(
        LiveCore core, Random chance, List<Follower> followers, List<Task> appends)
    {
        var one = followers.Count == 0 ? null : followers[chance.Next(followers.Count)];
        switch (chance.Next(10))
        {
            case < 4:
                appends.Add(core.Writer.AppendAsync(core.Request(chance.Next(1, 4)), default));
                break;
            case < 6:
                followers.Add(await Follower.JoinAsync(core, chance));
                break;
            case 6:
                one?.Leave();
                break;
            case 7:
                one?.Sink.Stall();
                break;
            case 8:
                one?.Sink.Release();
                break;
            default:
                await core.CheckHeadsAsync();
                break;
        }
    }

    private sealed class Follower(Subscription subscription)
    {
        public RecordingSink Sink { get; } = new();

        public long After { get; } = subscription.Cursor.Value;

        public bool Left { get; private set; }

        public static async Task<Follower> JoinAsync(LiveCore core, Random chance)
        {
            var head = (await core.HeadAsync()).Value;
            var follower = new Follower(await core.SubscribeAsync(chance.Next(3) == 0 ? null : chance.NextInt64(head + 1)));
            if (chance.Next(4) == 0)
                follower.Sink.Stall();
            if (chance.Next(3) == 0)
                follower.Sink.Taking = static () => Task.Run(static () => { });
            follower.Start();
            return follower;
        }

        public void Leave()
        {
            Left = true;
            subscription.Dispose();
        }

        public void AssertExact(int seed, long head)
        {
            var seen = Sink.Seqs;
            Assert.True(Sink.Fault is null, $"seed {seed}: {Sink.Fault}");
            Assert.True(seen.Select((seq, index) => seq - index).All(first => first == After + 1), $"seed {seed}: a gap");
            Assert.True(Left || After + seen.Count == head, $"seed {seed}: {After} and {seen.Count} of {head}");
            Assert.False(Sink.IsEnded, $"seed {seed}: it ended");
        }

        private void Start() => subscription.Start(Sink);
    }
}
