using System.Text.RegularExpressions;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Specs;

public abstract partial class FollowOverWireSpec
{
    /// <summary>Payloads that a server which models JSON would change.</summary>
    public static TheoryData<string> OddPayloads => new()
    {
        "{}",
        """{"a":1e2,"b":1.0,"c":-0,"d":1E+400,"e":0.10000000000000000000000000000000001,"f":12345678901234567890123}""",
        """{"k":1,"k":2,"":null,"K":3}""",
        """{"nul":"\u0000","slash":"\/","e":"\u00e9\u00E9","tab":"\t\b\f"}""",
        """{"é":"日本語 🎉 \ud83c\udf89 ñ 𝒳","sep":"\u2028"}""",
        "{\"raw\":\"\u2028\u2029\u0085\u00a0\ufeff\"}",
        """{"html":"<script>&'+`\"</script>","json":"{\"type\":\"ping\"}"}""",
        "{ \"a\" :  [ 1 ,\t2 ,[ ] ]  ,\"b\":{ \"c\" : true } }",
        """{"type":"reaction","seq":99,"data":{"id":"x"},"ts":"never"}""",
        """{"a":[[[[[[[[[[[[[[[[[[[[{"deep":[]}]]]]]]]]]]]]]]]]]]]]}""",
        """{"text":"a\r\nb\n\nid: 5\ndata: x"}""",
    };

    [Theory]
    [MemberData(nameof(OddPayloads))]
    public async Task A_payload_comes_through_as_the_bytes_that_were_sent(string payload)
    {
        await using IFollower live = await FollowAsync(after: null);
        await PublishAsync(payload);
        Assert.Equal(payload, (await live.NextAsync()).Payload);
        await using IFollower replayed = await FollowAsync(after: 0);
        Assert.Equal(payload, (await replayed.NextAsync()).Payload);
    }

    [Theory]
    [InlineData("{\n  \"a\": [\r\n 1,\r 2 ]\n}")]
    [InlineData("\n{\"a\":1}\n")]
    public async Task Line_ends_between_tokens_come_as_they_are_or_as_spaces_where_a_line_is_an_event(string payload)
    {
        await using IFollower follower = await FollowAsync(after: null);
        await PublishAsync(payload);
        string asSpaces = payload.Trim().Replace('\n', ' ').Replace('\r', ' ');
        Assert.Equal(LineIsEvent ? asSpaces : payload.Trim(), (await follower.NextAsync()).Payload);
        Assert.Equal(asSpaces, (await Rest.ExportAsync(Experiment, Stop)).Single().Payload);
    }

    /// <summary>Whether the transport ends an event with the end of its line.</summary>
    protected virtual bool LineIsEvent => false;

    [Fact]
    public async Task Every_way_of_publishing_keeps_the_bytes()
    {
        const string Payload = """{ "a" : 1e2 , "a":"\u0000é"}""";
        var reaction = new Reaction(Agent, Payload);
        await using IFollower follower = await FollowAsync(after: null);
        await PublishAsync(Payload);
        (await Rest.PublishBatchAsync(Experiment, [reaction], Stop)).Expect(200);
        (await Rest.PublishLinesAsync(Experiment, [reaction], Stop)).Expect(200);
        await using WebSocketClient socket = await WebSocketClient.ConnectAsync(Server, Experiment, Stop);
        await socket.PublishAsync(reaction, "1", Stop);
        await using HubClient hub = await HubClient.ConnectAsync(Server, Stop);
        await hub.InvokeAsync("PublishReaction", [reaction.ToBody(Experiment)], Stop);
        Assert.All(await follower.TakeAsync(5), e => Assert.Equal(Payload, e.Payload));
    }

    [Fact]
    public async Task A_replayed_event_is_byte_for_byte_the_live_one_and_the_exported_one()
    {
        await using IFollower live = await FollowAsync(after: null);
        (await Rest.StartAsync(Experiment, Stop)).Expect(200);
        await WriteAsync(writers: 4, each: 25);
        await PublishManyAsync(50);
        (await Rest.StopAsync(Experiment, Stop)).Expect(200);
        IReadOnlyList<WireEvent> seen = await live.TakeAsync(152);
        await using IFollower replayed = await FollowAsync(after: 0);
        AssertSameBytes(seen, await replayed.TakeAsync(152));
        AssertSameBytes(seen, await Rest.ExportAsync(Experiment, Stop));
    }

    [Fact]
    public async Task A_reaction_has_the_one_event_shape()
    {
        await using IFollower follower = await FollowAsync(after: null);
        var id = Guid.NewGuid();
        await PublishAsync("""{"mood":"calm"}""", id);
        WireEvent came = await follower.NextAsync();
        Match shape = ReactionShape().Match(came.Raw);
        Assert.True(shape.Success, came.Raw);
        Assert.Equal([$"{id}", $"{Experiment}", $"{Agent}"], [shape.Groups["id"].Value, shape.Groups["experiment"].Value, shape.Groups["agent"].Value]);
        Assert.Equal(shape.Groups["ts"].Value, shape.Groups["created"].Value);
    }

    [GeneratedRegex("""
        ^\{"type":"reaction_created","seq":1,"data":\{"id":"(?<id>[0-9a-f-]{36})","experiment_id":"(?<experiment>[0-9a-f-]{36})",
        "agent_id":"(?<agent>[0-9a-f-]{36})","payload":\{"mood":"calm"\},
        "created_at":"(?<created>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)"\},"ts":"(?<ts>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)"\}$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex ReactionShape();
}
