using CrowdMind.Logs;

namespace CrowdMind.Server.Tests.Engines;

public sealed partial class PostgresExperimentLogTests
{
    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    [InlineData("57P01")]
    [InlineData("08006")]
    public async Task What_may_work_in_a_moment_is_tried_again(string code)
    {
        await PlantAsync($"IF nextval('tries') <= 2 THEN RAISE 'planted' USING ERRCODE = '{code}'; END IF;");
        Assert.Equal(new AppendedReaction(new Seq(1), Duplicate: false), Only(await AppendAsync(React(Draft()))));
        Assert.IsType<AppendOutcome.StatusChanged>(await AppendAsync(Started()));
        Assert.Equal(4, await Postgres.AskAsync<long>("SELECT last_value FROM tries"));
    }

    [Fact]
    public async Task What_will_not_work_is_said_at_once()
    {
        await PlantAsync("PERFORM nextval('tries'); RAISE 'planted' USING ERRCODE = '53100';");
        var refusal = await Assert.ThrowsAsync<LogUnavailableException>(() => CommitAsync(React(Draft()), React(Draft())));
        Assert.Contains("planted", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Postgres.AskAsync<long>("SELECT last_value FROM tries"));
        await Postgres.AskAsync<object>("DROP TRIGGER planted ON events");
        Assert.Equal(new Seq(1), Only(await AppendAsync(React(Draft()))).Seq);
    }

    [Fact]
    public async Task What_the_database_refuses_does_not_take_its_neighbours_with_it()
    {
        await Postgres.AskAsync<object>("ALTER TABLE events ADD CONSTRAINT planted CHECK (body::text NOT LIKE '%poison%')");
        var other = await AddExperimentAsync();
        var outcomes = await CommitAsync(
            React(Draft("""{"n":1}""")),
            React(Draft("""{"n":2}"""), Draft("""{"poison":true}""")),
            Started(),
            new AppendRequest.Reactions(other, [Draft("""{"n":3}""")]),
            React(Draft("""{"poison":2}""")),
            React(Draft("""{"n":4}""")));
        Assert.Equal(
            ["Appended", "Refused", "StatusChanged", "Appended", "Refused", "Appended"],
            outcomes.Select(outcome => outcome.GetType().Name));
        Assert.Contains("planted", Assert.IsType<AppendOutcome.Refused>(outcomes[1]).Why, StringComparison.Ordinal);
        Assert.Equal(3, (await ReadAllAsync()).Count);
        Assert.Equal(["""{"n":3}"""], await PayloadsAsync(other));
    }

    [Fact]
    public async Task A_commit_that_fails_half_way_appends_nothing()
    {
        await PlantAsync("IF new.body::text LIKE '%fail%' THEN RAISE 'planted'; END IF;");
        await Assert.ThrowsAsync<LogUnavailableException>(
            () => CommitAsync(React(Draft()), Started(), React(Draft("""{"fail":true}"""))));
        Assert.Empty(await ReadAllAsync());
        Assert.IsType<AppendOutcome.StatusChanged>(await AppendAsync(Started()));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(Limits.ChunkReactions)]
    public async Task Retries_twins_and_refusals_beside_much_else_are_each_told_apart(int many)
    {
        var (known, twin) = (Draft("""{"n":1}"""), Draft("""{"n":2}"""));
        await ReactAsync(known);
        var drafts = Drafts(many);
        var outcomes = await CommitAsync(
            React([known, twin, .. drafts, twin]),
            React(Draft(), Draft() with { AgentId = AgentId.New(Clock) }),
            React([.. drafts, Draft()]));
        var first = Assert.IsType<AppendOutcome.Appended>(outcomes[0]).Reactions;
        Assert.Equal([new(new Seq(1), true), new(new Seq(2), false), new AppendedReaction(new Seq(3), false)], first.Take(3));
        Assert.Equal(new AppendedReaction(new Seq(2), Duplicate: true), first[^1]);
        Assert.Equal(1, Assert.IsType<AppendOutcome.AgentNotFound>(outcomes[1]).Index);
        var last = Assert.IsType<AppendOutcome.Appended>(outcomes[2]);
        Assert.Equal((1, new Seq(many + 3)), (last.Accepted, last.Reactions[^1].Seq));
        Assert.Equal(many + 3, (await ReadAllAsync()).Count);
    }

    [Theory]
    [InlineData(64, 10)]
    [InlineData(1, 8 * 1024 * 1024)]
    public async Task A_payload_as_deep_or_as_large_as_any_comes_back_as_it_was(int levels, int characters)
    {
        var text = string.Concat(Enumerable.Repeat("{\"é\" : ", levels - 1)) + $"{{\"x\":\"{new string('x', characters)}\"}}"
            + new string('}', levels - 1);
        var draft = Draft(text);
        await ReactAsync(draft, Draft());
        Assert.Equal([text, "{}"], await PayloadsAsync());
    }

    private Task<object?> PlantAsync(string code) => Postgres.AskAsync<object>(
        $"""
        CREATE SEQUENCE tries;
        CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {code} RETURN new; END $$;
        CREATE TRIGGER planted BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION planted();
        """);
}
