using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>What may not be posted as a reaction: refused with its status, in words that name what was wrong.</summary>
public sealed class RefusedReactions(HostileGround ground) : HostileSpec(ground)
{
    private const string Good = """
        "experiment_id":"{target}","agent_id":"{agent}","payload":{}
        """;

    public static TheoryData<string, int, string> NotJson => new()
    {
        { "", 400, "JSON" },
        { "   \r\n ", 400, "JSON" },
        { "{" + Good, 400, "JSON" },
        { "{" + Good + ",}", 400, "JSON" },
        { "{" + Good + "}{}", 400, "JSON" },
        { "{" + Good + "} trailing", 400, "JSON" },
        { "{/* why */" + Good + "}", 400, "JSON" },
        { "{" + Good + ",\"x\":NaN}", 400, "JSON" },
        { "{" + Good + ",\"x\":01}", 400, "JSON" },
        { "{" + Good + ",\"x\":'single'}", 400, "JSON" },
        { "{" + Good + ",\"x\":\"tab\there\"}", 400, "JSON" },
        { "{" + Good + ",\"x\":\"\\q\"}", 400, "JSON" },
        { "not json at all", 400, "JSON" },
        { "<reaction/>", 400, "JSON" },
        { "experiment_id={target}&agent_id={agent}", 400, "JSON" },
    };

    public static TheoryData<string, int, string> WrongShape => new()
    {
        { "[]", 422, "object" },
        { "null", 422, "object" },
        { "42", 422, "object" },
        { "\"reaction\"", 422, "object" },
        { "[{" + Good + "}]", 422, "object" },
    };

    public static TheoryData<string, string, string> WrongField => new()
    {
        { """{"agent_id":"{agent}","payload":{}}""", "experiment_id", "experiment_id" },
        { """{"experiment_id":"{target}","payload":{}}""", "agent_id", "agent_id" },
        { """{"experiment_id":"{target}","agent_id":"{agent}"}""", "payload", "payload" },
        { """{"experiment_id":42,"agent_id":"{agent}","payload":{}}""", "experiment_id", "experiment_id" },
        { """{"experiment_id":null,"agent_id":"{agent}","payload":{}}""", "experiment_id", "experiment_id" },
        { """{"experiment_id":{},"agent_id":"{agent}","payload":{}}""", "experiment_id", "experiment_id" },
        { """{"experiment_id":"seven","agent_id":"{agent}","payload":{}}""", "experiment_id", "seven" },
        { """{"experiment_id":"","agent_id":"{agent}","payload":{}}""", "experiment_id", "experiment_id" },
        { """{"experiment_id":"{target}x","agent_id":"{agent}","payload":{}}""", "experiment_id", "{target}x" },
        { """{"experiment_id":"{target}","agent_id":"seven","payload":{}}""", "agent_id", "seven" },
        { """{"experiment_id":"{target}","agent_id":true,"payload":{}}""", "agent_id", "agent_id" },
        { """{"experiment_id":"{target}","agent_id":["{agent}"],"payload":{}}""", "agent_id", "agent_id" },
        { """{"experiment_id":"{target}","agent_id":"{agent}","payload":null}""", "payload", "object" },
        { """{"experiment_id":"{target}","agent_id":"{agent}","payload":[]}""", "payload", "object" },
        { """{"experiment_id":"{target}","agent_id":"{agent}","payload":"{}"}""", "payload", "object" },
        { """{"experiment_id":"{target}","agent_id":"{agent}","payload":7}""", "payload", "object" },
        { """{"experiment_id":"{target}","agent_id":"{agent}","payload":{},"id":"seven"}""", "id", "seven" },
        { """{"experiment_id":"{target}","agent_id":"{agent}","payload":{},"id":5}""", "id", "id" },
        { """{"Experiment_Id":"{target}","agent_id":"{agent}","payload":{}}""", "experiment_id", "experiment_id" },
    };

    public static TheoryData<string, int, string> UnknownOrStopped => new()
    {
        { """{"experiment_id":"{nobody}","agent_id":"{agent}","payload":{}}""", 404, "{nobody}" },
        { """{"experiment_id":"{target}","agent_id":"{nobody}","payload":{}}""", 404, "{nobody}" },
        { """{"experiment_id":"{nobody}","agent_id":"{nobody}","payload":{}}""", 404, "{nobody}" },
        { """{"experiment_id":"{stopped}","agent_id":"{agent}","payload":{}}""", 409, "stopped" },
    };

    [Theory]
    [MemberData(nameof(NotJson))]
    [MemberData(nameof(WrongShape))]
    [MemberData(nameof(UnknownOrStopped))]
    public async Task A_bad_reaction_is_refused(string body, int status, string mention)
    {
        var answer = await Ground.Http.PostAsync("/reactions", Fill(body));
        answer.ExpectProblem(status, Fill(mention));
    }

    [Theory]
    [MemberData(nameof(WrongField))]
    public async Task A_bad_field_is_refused_and_named(string body, string field, string mention)
    {
        var answer = await Ground.Http.PostAsync("/reactions", Fill(body));
        answer.ExpectProblem(422, Fill(mention)).Blaming(field);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("[{\"agent_id\":\"{agent}\",\"payload\":{}}]")]
    public async Task A_batch_that_is_no_object_is_refused(string body) =>
        (await Ground.Http.PostAsync($"/experiments/{Ground.Target}/reactions", Fill(body)))
            .ExpectProblem(422, "reactions");

    [Theory]
    [InlineData("""{}""", "reactions")]
    [InlineData("""{"reactions":null}""", "reactions")]
    [InlineData("""{"reactions":{}}""", "reactions")]
    [InlineData("""{"reactions":"many"}""", "reactions")]
    [InlineData("""{"reactions":[null]}""", "object")]
    [InlineData("""{"reactions":[7]}""", "object")]
    [InlineData("""{"reactions":[{"agent_id":"{agent}","payload":{}},{"agent_id":"{agent}"}]}""", "payload")]
    [InlineData("""{"reactions":[{"agent_id":"{agent}","payload":{}},{"agent_id":"x","payload":{}}]}""", "agent_id")]
    public async Task A_bad_batch_is_refused_whole(string body, string mention) =>
        (await Ground.Http.PostAsync($"/experiments/{Ground.Target}/reactions", Fill(body)))
            .ExpectProblem(422, mention);

    [Fact]
    public async Task A_batch_with_one_unknown_agent_appends_nothing() =>
        (await Ground.Http.PostAsync($"/experiments/{Ground.Target}/reactions", Fill(
            """{"reactions":[{"agent_id":"{agent}","payload":{}},{"agent_id":"{nobody}","payload":{}}]}""")))
            .ExpectProblem(404, Nobody);

    [Fact]
    public async Task A_batch_of_more_than_a_thousand_is_refused()
    {
        var one = Fill("""{"agent_id":"{agent}","payload":{}}""");
        var body = $"{{\"reactions\":[{string.Join(',', Enumerable.Repeat(one, 1001))}]}}";
        (await Ground.Http.PostAsync($"/experiments/{Ground.Target}/reactions", body))
            .ExpectProblem(422, "1000").Blaming("reactions");
    }

    [Theory]
    [InlineData("/experiments/{nobody}/reactions", 404, "{nobody}")]
    [InlineData("/experiments/seven/reactions", 422, "seven")]
    [InlineData("/experiments/{stopped}/reactions", 409, "stopped")]
    public async Task A_batch_for_no_open_experiment_is_refused(string path, int status, string mention) =>
        (await Ground.Http.PostAsync(Fill(path), Fill("""{"reactions":[{"agent_id":"{agent}","payload":{}}]}""")))
            .ExpectProblem(status, Fill(mention));
}
