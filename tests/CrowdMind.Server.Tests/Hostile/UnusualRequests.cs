using System.Text;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Requests that look strange but are right: they must work.</summary>
public sealed class UnusualRequests(HostileGround ground) : HostileSpec(ground)
{
    [Fact]
    public async Task Many_posts_in_one_packet_are_answered_one_by_one_in_their_order()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        var body = Caller.Reaction(experiment, Ground.Agent, "{}");
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await connection.SendAsync(string.Concat(Enumerable.Repeat(Post(body), 100)));
        for (var seq = 1; seq <= 100; seq++)
            Assert.Equal(seq, (await connection.ReadAnswerAsync()).Expect(201).Json.GetProperty("seq").GetInt32());
    }

    [Fact]
    public async Task A_post_byte_by_byte_is_taken()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        foreach (var one in Post(Caller.Reaction(experiment, Ground.Agent, """{"slow":true}""")))
            await connection.SendAsync(one.ToString());
        (await connection.ReadAnswerAsync()).Expect(201);
    }

    [Fact]
    public async Task A_post_in_chunks_of_one_byte_is_taken()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        var body = Caller.Reaction(experiment, Ground.Agent, """{"small":"chunks"}""");
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await connection.SendAsync(
            "POST /api/v1/reactions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n" + string.Concat(body.Select(c => $"1\r\n{c}\r\n")) + "0\r\n\r\n");
        (await connection.ReadAnswerAsync()).Expect(201);
    }

    [Theory]
    [InlineData("""{"experiment\u005fid":"{open}","agent_id":"{agent}","p\u0061yload":{}}""")]
    [InlineData("""{"experiment_id":"{open}","agent_id":"{agent}","payload":{"half a pair":"\ud800"}}""")]
    [InlineData("""{"experiment_id":"{open}","agent_id":"{agent}","payload":{"\udc00\ud800":"\u0000"}}""")]
    [InlineData("""{"experiment_id":"{open}","agent_id":"{agent}","payload":{},"id":null}""")]
    [InlineData("""{"experiment_id":"{open}","agent_id":"{agent}","payload":{"__proto__":{"a":1},"constructor":null}}""")]
    [InlineData("\t\r\n {\"experiment_id\":\"{open}\",\"agent_id\":\"{agent}\",\"payload\":{}}\r\n\t ")]
    public async Task Odd_json_is_json_and_may_be_read_back_everywhere(string body)
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        var filled = Fill(body.Replace("{open}", experiment, StringComparison.Ordinal));
        (await Ground.Http.PostAsync("/reactions", filled)).Expect(201);
        await using var socket = await RawWebSocket.OpenAtAsync(
            Ground.Server.BaseUri, $"/api/v1/ws/experiments/{experiment}?after=0");
        Assert.Equal(1, (await socket.ReadUntilAsync("reaction_created")).GetProperty("seq").GetInt32());
        foreach (var path in new[] { "reactions", "reactions?after=0", "export", "export?format=csv" })
            Assert.NotEmpty((await Ground.Http.GetAsync($"/experiments/{experiment}/{path}")).Expect(200).Body);
    }

    [Fact]
    public async Task Sixty_levels_of_nesting_are_fine()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "1" + new string('}', 60);
        await Ground.Http.PublishAsync(experiment, Ground.Agent, nested);
        (await Ground.Http.GetAsync($"/experiments/{experiment}/reactions")).Expect(200);
    }

    [Theory]
    [InlineData("žluťoučký kůň")]
    [InlineData("")]
    [InlineData("   ")]
    public async Task An_odd_idempotency_key_is_taken_or_refused_and_never_breaks(string key)
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        var post = Post(Caller.Reaction(experiment, Ground.Agent, "{}"), $"Idempotency-Key: {key}\r\n");
        await connection.SendAsync(post);
        Assert.Contains((await connection.ReadAnswerAsync()).Status, new[] { 201, 400, 422 });
    }

    [Fact]
    public async Task An_export_that_is_broken_off_harms_nobody()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        await Ground.Http.PublishManyAsync(experiment, Ground.Agent, 20_000);
        for (var i = 0; i < 10; i++)
        {
            await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
            await connection.SendAsync($"GET /api/v1/experiments/{experiment}/export HTTP/1.1\r\nHost: a\r\n\r\n");
            await connection.ReadExactlyAsync(10_000);
            connection.Reset();
        }
    }

    [Fact]
    public async Task A_client_that_waits_for_100_continue_is_answered_without_sending_a_body_too_large()
    {
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await connection.SendAsync(
            "POST /api/v1/reactions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Content-Length: 50000000\r\nExpect: 100-continue\r\n\r\n");
        (await connection.ReadAnswerAsync()).ExpectProblem(413);
    }

    private static string Post(string body, string headers = "") =>
        $"POST /api/v1/reactions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n{headers}"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
}
