using CrowdMind.Logs;
using CrowdMind.Server.Engines.Postgres;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Tests.Engines;

public sealed partial class PostgresExperimentLogTests
{
    [Fact]
    public async Task Commits_are_synced_whatever_the_server_s_default()
    {
        await fixture.Server.RunSqlAsync("ALTER DATABASE postgres SET synchronous_commit = off");
        await using var engine = await PostgresEngine.OpenAsync(fixture.Server.Url(), _schema, Clock);
        Assert.Equal("on", await engine.AskWriterAsync<string>("SHOW synchronous_commit"));
        Assert.Equal("on", await engine.AskAsync<string>("SHOW synchronous_commit"));
        await fixture.Server.RunSqlAsync("ALTER DATABASE postgres RESET synchronous_commit");
    }

    [Fact]
    public async Task Migrations_run_once_and_opening_again_changes_nothing()
    {
        await ReactAsync(Drafts(2));
        var before = await Postgres.AskAsync<string>("SELECT string_agg(m::text, ';') FROM crowdmind_migrations m");
        await ReopenAsync();
        Assert.Equal(before, await Postgres.AskAsync<string>("SELECT string_agg(m::text, ';') FROM crowdmind_migrations m"));
        Assert.Equal(2, (await ReadAllAsync()).Count);
    }

    [Fact]
    public async Task Instances_that_start_at_once_on_an_empty_database_migrate_it_once()
    {
        var schema = fixture.NewSchema();
        var engines = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => PostgresEngine.OpenAsync(fixture.Server.Url(), schema, Clock)));
        Assert.Equal(PostgresSql.Migrations().Count, await engines[0].AskAsync<long>("SELECT count(*) FROM crowdmind_migrations"));
        foreach (var engine in engines)
            await engine.DisposeAsync();
    }

    [Fact]
    public async Task The_schema_of_a_newer_program_is_refused_with_a_sentence()
    {
        await Postgres.AskAsync<object>("INSERT INTO crowdmind_migrations (version) VALUES (4711)");
        var refusal = await Assert.ThrowsAsync<SettingException>(() => OpenAsync(Clock));
        Assert.Contains("4711", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("DATABASE_URL", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_from_before_traceparents_appends_as_it_did()
    {
        var (known, fresh) = (Draft() with { TraceParent = FirstTrace }, ReactionId.New(Clock));
        await ReactAsync(known);
        Assert.Equal("{-1,2}", await Postgres.AskAsync<string>(
            $"""
            SELECT draft_seqs::text FROM append_reactions(
              '{Guid.NewGuid()}', '{Guid.NewGuid()}', '2026-01-01Z', ARRAY['{Experiment}'::uuid], ARRAY[2], ARRAY[1, 1], ARRAY[1, 1],
              ARRAY[1, 2], ARRAY['{known.Id}', '{fresh}']::uuid[], ARRAY['{Agent}', '{Agent}']::uuid[], ARRAY['1', '2']::json[],
              ARRAY['{Agent}'::uuid], false)
            """));
        Assert.Equal([$"{FirstTrace}", ""], await TracesAsync());
    }

    [Fact]
    public async Task Row_level_security_is_on_for_every_table_and_there_is_no_policy()
    {
        Assert.NotEqual(0, await Postgres.AskAsync<long>(
            "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND rowsecurity"));
        Assert.Equal(0, await Postgres.AskAsync<long>(
            "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND NOT rowsecurity"));
        Assert.Equal(0, await Postgres.AskAsync<long>("SELECT count(*) FROM pg_policies WHERE schemaname = current_schema()"));
    }

    [Fact]
    public async Task A_stranger_with_every_grant_sees_nothing_and_adds_nothing()
    {
        await ReactAsync(Draft());
        await fixture.Server.RunSqlAsync(
            $"CREATE ROLE stranger_{_schema} LOGIN PASSWORD 'secret'; GRANT ALL ON SCHEMA {_schema} TO stranger_{_schema}; "
            + $"GRANT ALL ON ALL TABLES IN SCHEMA {_schema} TO stranger_{_schema}");
        var url = fixture.Server.Url().Replace("//postgres:", $"//stranger_{_schema}:", StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<SettingException>(() => PostgresEngine.OpenAsync(url, _schema, Clock));
        Assert.Contains("owns the tables", refusal.Message, StringComparison.Ordinal);
        await Postgres.AskAsync<object>(
            $$"""
            DO $$ BEGIN
              SET LOCAL ROLE stranger_{{_schema}};
              ASSERT NOT EXISTS (SELECT FROM reactions) AND NOT EXISTS (SELECT FROM experiments), 'rows are seen';
              ASSERT NOT EXISTS (
                SELECT FROM pg_proc WHERE proname = 'append_reactions' AND has_function_privilege(oid, 'EXECUTE')),
                'the function can be called';
            END $$
            """);
    }

    [Fact]
    public async Task People_can_read_reactions_with_the_view()
    {
        var draft = Draft("""{"mood":"calm"}""");
        await CommitAsync(Started(), React(draft));
        Assert.Equal(
            $"{Experiment} 2 {draft.Id} {Agent} {{\"mood\":\"calm\"}} 2026-01-01 00:00:00",
            await Postgres.AskAsync<string>(
                """
                SELECT concat_ws(' ', experiment_id, seq, id, agent_id, payload, created_at AT TIME ZONE 'UTC') FROM reactions
                """));
    }

    [Fact]
    public async Task Instances_finish_an_interrupted_deletion_together()
    {
        var other = await AddExperimentAsync();
        for (var n = 0; n < 6; n++)
            await ReactAsync(Drafts(Limits.ChunkReactions));
        await AppendAsync(new AppendRequest.Reactions(other, Drafts(2)));
        await Postgres.AskAsync<object>($"DELETE FROM experiments WHERE id = '{Experiment}'");
        await using var second = await OpenAsync(Clock);
        await Task.WhenAll(
            Engine.Experiments.FinishDeletionsAsync(Stop), second.Experiments.FinishDeletionsAsync(Stop));
        Assert.Equal(2, await Postgres.AskAsync<long>("SELECT count(*) FROM events"));
        Assert.Equal(2, (await ReadAllAsync(other)).Count);
    }

    [Fact]
    public async Task A_deletion_leaves_no_event_behind()
    {
        for (var n = 0; n < 6; n++)
            await ReactAsync(Drafts(Limits.ChunkReactions));
        await Engine.Experiments.DeleteAsync(Experiment, Stop);
        Assert.Equal(0, await Postgres.AskAsync<long>("SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task An_engine_waits_for_a_database_that_is_about_to_start()
    {
        await fixture.Server.StopAsync();
        var opening = PostgresEngine.OpenAsync(fixture.Server.Url(), _schema, Clock);
        await fixture.Server.RestartAsync();
        await (await opening).DisposeAsync();
    }

    [Fact]
    public async Task A_name_with_every_other_character_is_kept()
    {
        const string Name = "Übung \u0001 '\"\\ \u2028 🎉 %_$1 @id";
        var id = await AddExperimentAsync(Name);
        Assert.Equal(Name, (await Engine.Experiments.FindAsync(id, Stop))?.Name);
    }
}
