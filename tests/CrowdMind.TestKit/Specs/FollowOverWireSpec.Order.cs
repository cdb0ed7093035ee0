using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Specs;

public abstract partial class FollowOverWireSpec
{
    [Fact]
    public async Task Without_after_a_subscriber_sees_only_what_comes_next()
    {
        await PublishManyAsync(5);
        await using IFollower follower = await FollowAsync(after: null);
        await PublishManyAsync(5);
        AssertSeqs(6, 10, await follower.TakeAsync(5));
    }

    [Fact]
    public async Task After_zero_on_an_empty_log_sees_the_first_event()
    {
        await using IFollower follower = await FollowAsync(after: 0);
        await PublishAsync();
        AssertSeqs(1, 1, await follower.TakeAsync(1));
    }

    [Fact]
    public async Task After_k_starts_at_the_event_after_k()
    {
        await PublishManyAsync(20);
        await using IFollower follower = await FollowAsync(after: 13);
        await PublishAsync();
        AssertSeqs(14, 21, await follower.TakeAsync(8));
    }

    [Fact]
    public async Task After_the_head_sees_only_what_comes_next()
    {
        await PublishManyAsync(5);
        await using IFollower follower = await FollowAsync(after: 5);
        await PublishAsync();
        AssertSeqs(6, 6, await follower.TakeAsync(1));
    }

    [Fact]
    public async Task Replay_goes_over_into_live_without_a_seam_while_four_writers_publish()
    {
        const int Old = 300, Writers = 4, Each = 120, Followers = 6, Between = 10;
        const int All = Old + Writers * Each + Followers * Between;
        await PublishManyAsync(Old);
        Task<IReadOnlyDictionary<Guid, long>> writing = WriteAsync(Writers, Each);
        var readings = new List<Task<IReadOnlyList<WireEvent>>>();
        for (int i = 0; i < Followers; i++)
        {
            readings.Add(ReadFromStartAsync(All));
            await WriteAsync(writers: 1, each: Between);
        }
        IReadOnlyDictionary<Guid, long> answered = await writing;
        foreach (IReadOnlyList<WireEvent> events in await Task.WhenAll(readings))
            AssertHolds(answered, events);
    }

    [Fact]
    public async Task A_subscriber_cut_off_at_random_resumes_and_sees_each_event_once_in_order()
    {
        const int All = 400;
        var chance = new Random(Seed.Draw(_output.WriteLine));
        Task<IReadOnlyDictionary<Guid, long>> writing = WriteAsync(writers: 4, each: All / 4);
        var received = new List<WireEvent>();
        while (received.Count < All)
        {
            await using IFollower follower = await FollowAsync(after: received.Count);
            int atMost = Math.Min(chance.Next(1, 40), All - received.Count);
            received.AddRange(await follower.TakeAsync(atMost));
        }
        AssertHolds(await writing, received);
    }

    [Fact]
    public async Task Many_subscribers_see_the_same_order_whatever_the_writers_do()
    {
        const int Subscribers = 20, Writers = 4, Each = 60;
        IFollower[] followers = await Task.WhenAll(Enumerable.Range(0, Subscribers).Select(_ => FollowAsync(after: null)));
        Task<IReadOnlyList<WireEvent>[]> reading = Task.WhenAll(followers.Select(f => f.TakeAsync(Writers * Each)));
        IReadOnlyDictionary<Guid, long> answered = await WriteAsync(Writers, Each);
        IReadOnlyList<WireEvent>[] received = await reading;
        foreach (IFollower follower in followers)
            await follower.DisposeAsync();
        AssertHolds(answered, received[0]);
        Assert.All(received, events => AssertSameBytes(received[0], events));
    }

    [Fact]
    public async Task A_retried_id_is_appended_once_and_seen_once()
    {
        var id = Guid.NewGuid();
        await using IFollower follower = await FollowAsync(after: 0);
        long first = await PublishAsync("""{"try":1}""", id);
        long[] again = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PublishAsync("""{"try":2}""", id)));
        await PublishAsync("""{"next":true}""");
        IReadOnlyList<WireEvent> events = await follower.TakeAsync(2);
        Assert.All(again, seq => Assert.Equal(first, seq));
        Assert.Equal(["""{"try":1}""", """{"next":true}"""], events.Select(e => e.Payload));
    }

    [Fact]
    public async Task Many_first_tries_of_one_id_at_once_append_it_once()
    {
        var id = Guid.NewGuid();
        long[] answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => PublishAsync("{}", id)));
        await PublishAsync();
        await using IFollower follower = await FollowAsync(after: 0);
        AssertSeqs(1, 2, await follower.TakeAsync(2));
        Assert.All(answers, seq => Assert.Equal(1, seq));
    }

    private async Task<IReadOnlyList<WireEvent>> ReadFromStartAsync(int count)
    {
        await using IFollower follower = await FollowAsync(after: 0);
        return await follower.TakeAsync(count);
    }

    // Each answered reaction stands where its writer was told, seqs have no gap, and time does not go back.
    private static void AssertHolds(IReadOnlyDictionary<Guid, long> answered, IReadOnlyList<WireEvent> events)
    {
        AssertSeqs(1, events.Count, events);
        Dictionary<Guid, long> places = events.ToDictionary(e => e.Id, e => e.Seq);
        Assert.All(answered, one => Assert.Equal(one.Value, places[one.Key]));
        Assert.Equal(events.Select(e => e.At).Order(StringComparer.Ordinal), events.Select(e => e.At));
    }
}
