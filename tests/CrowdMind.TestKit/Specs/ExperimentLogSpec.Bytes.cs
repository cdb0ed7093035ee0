using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ExperimentLogSpec
{
    /// <summary>Payloads that a re-modelling store would change.</summary>
    public static TheoryData<string> OddPayloads { get; } =
    [
        "{}",
        """{"n":1.0,"m":-0,"e":1E+400,"long":123456789012345678901234567890.000}""",
        """{"a":1,"a":2,"b":{"a":3}}""",
        """{"s":"\u0041\/\uD83C\uDF89\u0000\ud800","q":"\"\\"}""",
        """{"s":"🎉 𝄞 é e\u0301 ü","ключ":"значение"}""",
        "{\n  \"a\" : [ 1,\r\n 2 ],\t\"b\":null }",
        "{\"s\":\"\u2028\u2029\u007f\"}",
        """{"data":{"seq":9,"ts":"}"},"ts":"2026-01-01T00:00:00.000000Z\"}"}""",
    ];

    [Theory]
    [MemberData(nameof(OddPayloads))]
    public async Task A_payload_comes_back_as_the_bytes_that_came(string payload)
    {
        var draft = Draft(payload);
        await ReactAsync(Draft(), draft, Draft());
        await ReopenAsync();
        var page = Assert.IsType<EventBatch>(await Log.ReadAfterAsync(Experiment, new Seq(1), Stop));
        var after = await Log.ReadReactionsAfterAsync(Experiment, new Seq(1), 1, Stop);
        var latest = await Log.ReadLatestReactionsAsync(Experiment, new Slice(1, 1), Stop);
        Assert.All([page[0], after[0], latest[0]], one => Assert.Equal(draft.Payload.ToArray(), one.Payload.ToArray()));
        Assert.Equal(page[0].Json.ToArray(), after[0].Json.ToArray());
        Assert.Equal(page[0].Json.ToArray(), latest[0].Json.ToArray());
    }

    [Fact]
    public async Task A_reaction_is_read_with_every_part_that_was_appended()
    {
        var draft = Draft("""{"mood":"calm"}""");
        await ReactAsync(draft);
        var one = Assert.Single(await ReadAllAsync());
        Assert.Equal(
            $$"""
            {"type":"reaction_created","seq":1,"data":{"id":"{{draft.Id}}","experiment_id":"{{Experiment}}","agent_id":"{{Agent}}","payload":{"mood":"calm"},"created_at":"2026-01-01T00:00:00.000000Z"},"ts":"2026-01-01T00:00:00.000000Z"}
            """,
            Text(one.Json));
    }

    [Fact]
    public async Task A_log_reads_the_same_after_the_engine_was_opened_again()
    {
        await CommitAsync(React(Drafts(3)), Started(), React(Draft("""{"n": 1}""")), Stopped());
        var before = (await ReadAllAsync()).Select(one => Text(one.Json)).ToArray();
        await ReopenAsync();
        Assert.Equal(before, (await ReadAllAsync()).Select(one => Text(one.Json)));
    }

    [Fact]
    public async Task Instances_on_the_same_data_read_the_same_bytes()
    {
        await CommitAsync(Started(), React(Drafts(5, """{"x":1.50}""")), Stopped());
        await using var second = await OpenAsync(Clock);
        var page = Assert.IsType<EventBatch>(await second.Log.ReadAfterAsync(Experiment, Seq.Zero, Stop));
        Assert.Equal((await ReadAllAsync()).Select(one => Text(one.Json)), Events(page).Select(one => Text(one.Json)));
    }
}
