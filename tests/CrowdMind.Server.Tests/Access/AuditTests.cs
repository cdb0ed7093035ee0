using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Access;

/// <summary>Who changed what is written down, and nothing else.</summary>
[Collection(AccessCollection.Name)]
public sealed class AuditTests(AccessGround ground)
{
    [Fact]
    public async Task A_change_is_written_down_with_who_what_and_to_what_before_it_is_answered()
    {
        using var desk = ground.As(AccessGround.Editor);
        var experiment = await desk.NewExperimentAsync();
        (await desk.PostAsync($"/experiments/{experiment}/start")).Expect(200);
        (await ground.Http.PostAsync($"/experiments/{experiment}/stop")).Expect(200);
        (await desk.DeleteAsync($"/experiments/{experiment}")).Expect(204);
        var entries = await EntriesAsync($"subject=/experiments/{experiment}");
        Assert.Equal(
            [
                ("deleteExperiment", "desk", "editor", $"/experiments/{experiment}"),
                ("stopExperiment", "ops", "admin", $"/experiments/{experiment}/stop"),
                ("startExperiment", "desk", "editor", $"/experiments/{experiment}/start"),
                ("createExperiment", "desk", "editor", $"/experiments/{experiment}"),
            ],
            entries.Select(entry => (Text(entry, "action"), Text(entry, "actor"), Text(entry, "role"), Text(entry, "subject"))));
        Assert.All(entries, entry => Assert.Equal("127.0.0.1", Text(entry, "address")));
    }

    [Fact]
    public async Task A_key_s_making_and_its_end_and_what_is_done_with_it_are_written_down()
    {
        var (id, key) = await ground.NewKeyAsync("editor");
        using var editor = ground.As(key);
        var agent = await editor.NewAgentAsync();
        (await ground.Http.DeleteAsync($"/keys/{id}")).Expect(204);
        Assert.Equal(["revokeKey", "createKey"], (await EntriesAsync($"subject=/keys/{id}")).Select(entry => Text(entry, "action")));
        Assert.Equal(id, Text(Assert.Single(await EntriesAsync($"subject=/agents/{agent}")), "key_id"));
    }

    [Fact]
    public async Task What_was_refused_and_what_only_reads_or_publishes_is_not_written_down()
    {
        using var desk = ground.As(AccessGround.Editor);
        var experiment = await desk.NewExperimentAsync();
        (await desk.GetAsync($"/experiments/{experiment}")).Expect(200);
        (await desk.PostAsync($"/experiments/{experiment}/stop")).ExpectProblem(409);
        (await desk.PublishAsync(experiment, ground.Agent)).Expect(201);
        using var wall = ground.As(AccessGround.Viewer);
        (await wall.DeleteAsync($"/experiments/{experiment}")).ExpectProblem(403);
        Assert.Equal(["createExperiment"], (await EntriesAsync($"subject=/experiments/{experiment}")).Select(entry => Text(entry, "action")));
    }

    [Fact]
    public async Task What_was_done_is_found_however_its_address_was_written()
    {
        var experiment = await ground.Http.NewExperimentAsync();
        (await ground.Http.SendAsync("POST", $"//API/V1/EXPERIMENTS/{experiment.ToUpperInvariant()}/START", null)).Expect(200);
        (await ground.Http.PostAsync($"/experiments/%20{experiment}%20/stop")).ExpectProblem(422);
        Assert.Equal(["startExperiment", "createExperiment"], (await EntriesAsync($"subject=/experiments/{experiment}")).Select(entry => Text(entry, "action")));
    }

    [Fact]
    public async Task The_audit_is_a_list_like_others_for_admins_alone()
    {
        var answer = (await ground.Http.GetAsync("/audit?limit=1&action=createAgent")).Expect(200);
        Assert.Single(answer.Json.EnumerateArray());
        Assert.NotNull(answer.Header("X-Total-Count"));
        Assert.Contains("rel=\"last\"", answer.Header("Link"), StringComparison.Ordinal);
        (await ground.Http.GetAsync("/audit?limit=0")).ExpectProblem(422, "limit");
        (await ground.Http.GetAsync("/audit?subject=a%00b")).ExpectProblem(422, "subject");
        using var desk = ground.As(AccessGround.Editor);
        (await desk.GetAsync("/audit")).ExpectProblem(403);
    }

    private static string? Text(JsonElement entry, string member) => entry.GetProperty(member).GetString();

    private async Task<JsonElement[]> EntriesAsync(string query) =>
        [.. (await ground.Http.GetAsync($"/audit?{query}")).Expect(200).Json.EnumerateArray()];
}
