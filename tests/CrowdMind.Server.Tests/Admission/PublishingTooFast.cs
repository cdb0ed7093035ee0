using System.Diagnostics;
using System.Globalization;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Admission;

/// <summary>Whoever publishes faster than it may is told when to go on, on every way in; nobody else notices.</summary>
[Collection(AdmissionCollection.Name)]
public sealed class PublishingTooFast(AdmissionGround ground)
{
    private const string OfCaller = "MAX_PUBLISHES_PER_SECOND", OfExperiment = "MAX_EXPERIMENT_PUBLISHES_PER_SECOND";

    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_post_too_many_is_a_429_that_says_when_to_come_back()
    {
        var (ada, agent, used, fresh) = await PrepareAsync("post");
        (await ada.PublishThousandAsync(used, agent)).Expect(200);
        var refused = await ada.PublishAsync(fresh, agent);
        refused.ExpectProblem(429, OfCaller, "200 reactions a second", "same ids");
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture), 2, 5);
        (await ada.GetAsync($"/experiments/{fresh}")).Expect(200);
        (await ground.As("ops").PublishAsync(fresh, agent)).Expect(201);
        await Eventually.TrueAsync(
            async () => (await ada.PublishAsync(fresh, agent)).Status == 201, Within, () => "the caller may publish again");
    }

    [Fact]
    public async Task A_batch_counts_as_its_reactions_and_appends_nothing_when_it_is_refused()
    {
        var (ada, agent, used, fresh) = await PrepareAsync("batch");
        (await ada.PublishThousandAsync(used, agent)).Expect(200);
        (await ada.PublishThousandAsync(fresh, agent)).ExpectProblem(429, OfCaller);
        Assert.Equal(0, await HeadAsync(ada, fresh));
    }

    [Fact]
    public async Task A_socket_is_told_in_an_error_frame_and_stays_open()
    {
        var (ada, agent, used, fresh) = await PrepareAsync("socket");
        await using var socket = await ada.OpenSocketAsync(fresh);
        (await ada.PublishThousandAsync(used, agent)).Expect(200);
        await socket.SendTextAsync($$"""{"type":"reaction","agent_id":"{{agent}}","payload":{},"ref":"r"}""");
        var error = await socket.ReadUntilAsync("error");
        Assert.Equal((429, "r"), (error.GetProperty("status_code").GetInt32(), error.GetProperty("ref").GetString()));
        Assert.InRange(error.GetProperty("retry_after").GetInt32(), 2, 5);
        Assert.Contains(OfCaller, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        await socket.StillTalksAsync();
    }

    [Fact]
    public async Task The_hub_refuses_the_call()
    {
        var (ada, agent, used, fresh) = await PrepareAsync("hub");
        await using var hub = await HubTalk.OpenAsync(ada);
        (await ada.PublishThousandAsync(used, agent)).Expect(200);
        var error = await hub.CallAsync("PublishReaction", Caller.Reaction(fresh, agent, "{}"));
        Assert.Contains("429: You may publish 200 reactions a second", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_is_slowed_and_not_refused()
    {
        var (ada, agent, _, fresh) = await PrepareAsync("upload");
        var lines = string.Concat(Enumerable.Repeat($$$"""{"agent_id":"{{{agent}}}","payload":{}}""" + "\n", 1001));
        var clock = Stopwatch.StartNew();
        var answer = await ada.PostLinesAsync(fresh, lines);
        Assert.Equal(1001, answer.Expect(200).Json.GetProperty("accepted").GetInt32());
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(3.5), Within);
    }

    [Fact]
    public async Task An_experiment_takes_no_more_whoever_publishes()
    {
        var (one, agent, crowded, fresh) = await PrepareAsync("one");
        var other = ground.As("other");
        (await one.PublishThousandAsync(crowded, agent)).Expect(200);
        (await other.PublishAsync(crowded, agent)).ExpectProblem(429, OfExperiment, "250 reactions a second");
        (await other.PublishAsync(fresh, agent)).Expect(201);
    }

    private async Task<(Visitor Visitor, string Agent, string Used, string Fresh)> PrepareAsync(string name)
    {
        var visitor = ground.As(name);
        return (visitor, await visitor.NewAgentAsync(), await visitor.NewExperimentAsync(), await visitor.NewExperimentAsync());
    }

    private static async Task<long> HeadAsync(Visitor visitor, string experiment) =>
        (await visitor.GetAsync($"/experiments/{experiment}")).Expect(200).Json.GetProperty("last_seq").GetInt64();
}
