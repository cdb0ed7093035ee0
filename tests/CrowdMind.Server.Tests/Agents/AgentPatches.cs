using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Agents;

/// <summary>What a device can hold, and changing that (RFC 7396).</summary>
public sealed class AgentPatches(AgentGround ground) : AgentSpec(ground)
{
    private const string Declared =
        ""","memory_bytes":327680,"flash_bytes":0,"supported_operators":["CONV_2D","FULLY_CONNECTED@4","My op@2"]""";

    [Fact]
    public async Task What_a_device_can_hold_is_answered_as_it_was_declared()
    {
        var agent = (await Http.GetAsync($"/agents/{await AgentCalls.NewAsync(Http, Declared)}")).Expect(200).Json;
        Assert.Equal((327680, 0), (agent.GetProperty("memory_bytes").GetInt64(), agent.GetProperty("flash_bytes").GetInt64()));
        Assert.Equal("""["CONV_2D","FULLY_CONNECTED@4","My op@2"]""", agent.GetProperty("supported_operators").GetRawText());
        var bare = (await Http.GetAsync($"/agents/{await AgentCalls.NewAsync(Http)}")).Expect(200).Json;
        foreach (var member in new[] { "memory_bytes", "flash_bytes", "supported_operators", "desired", "reported", "current_model_id" })
            Assert.True(bare.IsNull(member), member);
    }

    [Theory]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/json")]
    public async Task A_patch_changes_what_it_names_and_takes_away_what_it_says_is_null(string type)
    {
        var agent = await AgentCalls.NewAsync(Http, Declared + ""","traits":{"a":{"b":1,"c":1.50},"d":2}""");
        var answer = (await AgentCalls.PatchAsync(
            Http, agent, """{"name":"Grace 🦊","type":"digital","memory_bytes":null,"flash_bytes":7,"supported_operators":[],"unknown":1}""", type)).Expect(200);
        var changed = answer.Json;
        Assert.Equal(("Grace 🦊", "digital"), (changed.GetProperty("name").GetString(), changed.GetProperty("type").GetString()));
        Assert.True(changed.IsNull("memory_bytes"));
        Assert.Equal((7, 0), (changed.GetProperty("flash_bytes").GetInt64(), changed.GetProperty("supported_operators").GetArrayLength()));
        Assert.Equal("""{"a":{"b":1,"c":1.50},"d":2}""", changed.GetProperty("traits").GetRawText());
        Assert.Equal(answer.Text, (await Http.GetAsync($"/agents/{agent}")).Expect(200).Text);
    }

    // The examples of RFC 7396, appendix A, whose target and result are objects.
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    [InlineData("""{"a":"foo"}""", """{"a":{"x":1,"y":null}}""", """{"a":{"x":1}}""")]
    [InlineData("null", """{"a":null,"b":[null]}""", """{"b":[null]}""")]
    [InlineData("""{"a":1.50}""", "{}", """{"a":1.50}""")]
    [InlineData("""{"a":1}""", "null", "null")]
    [InlineData("""{"a":1}""", """{"b":1,"b":2}""", """{"a":1,"b":2}""")]
    [InlineData("""{"a":1,"a":2,"b":3}""", """{"a":4}""", """{"a":4,"b":3}""")]
    [InlineData("""{"a":{"x":1},"b":2,"a":{"y":1}}""", """{"a":{"z":1}}""", """{"a":{"y":1,"z":1},"b":2}""")]
    [InlineData("""{"a":1,"a":2,"b":3}""", """{"a":null}""", """{"b":3}""")]
    [InlineData("""{"\u0061":1,"\ud83e\udd8a":2}""", """{"a":3,"🦊":null}""", """{"\u0061":3}""")]
    [InlineData("""{"\u00e9":1,"\\u00e9":2}""", """{"\u00e9":3,"\ud83e\udd8a":{"\u0061":null,"b":[]}}""", """{"\u00e9":3,"\\u00e9":2,"\ud83e\udd8a":{"b":[]}}""")]
    public async Task Traits_are_merged(string traits, string patch, string merged)
    {
        var agent = await AgentCalls.NewAsync(Http, $",\"traits\":{traits}");
        var changed = (await AgentCalls.PatchAsync(Http, agent, $$"""{"traits":{{patch}}}""")).Expect(200).Json;
        Assert.Equal(merged, changed.GetProperty("traits").GetRawText());
    }

    [Theory]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"name":" "}""", "name")]
    [InlineData("""{"type":"robot"}""", "type")]
    [InlineData("""{"traits":"calm"}""", "traits")]
    [InlineData("""{"memory_bytes":-1}""", "memory_bytes")]
    [InlineData("""{"memory_bytes":1.5}""", "memory_bytes")]
    [InlineData("""{"memory_bytes":9007199254740992}""", "memory_bytes")]
    [InlineData("""{"flash_bytes":"4 MB"}""", "flash_bytes")]
    [InlineData("""{"supported_operators":"CONV_2D"}""", "supported_operators")]
    [InlineData("""{"supported_operators":["ADD",7]}""", "supported_operators[1]")]
    [InlineData("""{"supported_operators":["@3"]}""", "supported_operators[0]")]
    [InlineData("""{"supported_operators":["ADD@0"]}""", "supported_operators[0]")]
    [InlineData("""{"supported_operators":["ADD@one"]}""", "supported_operators[0]")]
    [InlineData("""{"id":"x"}""", "id")]
    [InlineData("""{"current_model_id":"01234567-89ab-7cde-8f01-23456789abcd"}""", "current_model_id")]
    [InlineData("""{"desired":null}""", "desired")]
    [InlineData("""{"reported":{}}""", "reported")]
    [InlineData("""[{"name":"x"}]""", "body")]
    public async Task A_patch_out_of_its_rules_is_refused_and_changes_nothing(string patch, string field)
    {
        var agent = await AgentCalls.NewAsync(Http, Declared);
        var before = (await Http.GetAsync($"/agents/{agent}")).Text;
        (await AgentCalls.PatchAsync(Http, agent, patch)).ExpectProblem(422).Blaming(field);
        Assert.Equal(before, (await Http.GetAsync($"/agents/{agent}")).Text);
    }

    [Fact]
    public async Task A_device_declares_500_operators_at_most()
    {
        var names = string.Join(',', Enumerable.Range(0, 501).Select(n => $"\"OP_{n}\""));
        (await Http.PostAsync("/agents", $$"""{"name":"a","type":"digital","supported_operators":[{{names}}]}"""))
            .ExpectProblem(422, "501", "500").Blaming("supported_operators");
    }

    [Fact]
    public async Task Traits_do_not_grow_beyond_what_they_may_be_sent_as()
    {
        var half = new string('x', 600_000);
        var agent = await AgentCalls.NewAsync(Http, $",\"traits\":{{\"a\":\"{half}\"}}");
        (await AgentCalls.PatchAsync(Http, agent, $$$"""{"traits":{"b":"{{{half}}}"}}""")).ExpectProblem(413, "traits", "1048576");
        (await AgentCalls.PatchAsync(Http, agent, $$$"""{"traits":{"a":null,"b":"{{{half}}}"}}""")).Expect(200);
    }

    [Fact]
    public async Task A_patch_that_is_none_or_of_nobody_is_refused()
    {
        var agent = await AgentCalls.NewAsync(Http);
        (await AgentCalls.PatchAsync(Http, agent, "{}", "text/plain")).ExpectProblem(415, "text/plain");
        (await AgentCalls.PatchAsync(Http, agent, """{"name":""")).ExpectProblem(400);
        (await AgentCalls.PatchAsync(Http, Nobody, "{}")).ExpectProblem(404, Nobody);
        (await AgentCalls.PatchAsync(Http, "ada", "{}")).ExpectProblem(422).Blaming("agent_id");
    }

    [Fact]
    public async Task Agents_are_listed_by_type_and_by_model()
    {
        var (one, other) = (await AgentCalls.NewAsync(Http), await AgentCalls.NewAsync(Http));
        var model = (await AgentCalls.NewModelAsync(Http)).Id();
        (await AgentCalls.AssignAsync(Http, one, model)).Expect(200);
        var listed = (await Http.GetAsync($"/agents?type=physical&model_id={model}")).Expect(200);
        Assert.Equal([one], listed.Json.EnumerateArray().Select(agent => agent.Id()));
        Assert.Equal("1", listed.Header("X-Total-Count"));
        Assert.Contains($"model_id={model}", listed.Header("Link"), StringComparison.Ordinal);
        Assert.Empty((await Http.GetAsync($"/agents?type=digital&model_id={model}")).Expect(200).Json.EnumerateArray());
        Assert.Equal(other, (await Http.GetAsync("/agents?type=physical&limit=1")).Expect(200).Json[0].Id());
        (await Http.GetAsync("/agents?type=robot")).ExpectProblem(422, "robot").Blaming("type");
        (await Http.GetAsync("/agents?model_id=mood@champion")).ExpectProblem(422).Blaming("model_id");
    }
}
