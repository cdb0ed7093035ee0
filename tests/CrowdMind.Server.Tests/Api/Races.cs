using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Api;

/// <summary>Requests that meet: each gets an answer that fits one order in which they could have come.</summary>
public sealed class Races(ApiGround ground) : ApiSpec(ground)
{
    private const int Publishers = 60;

    [Fact]
    public async Task No_reaction_follows_the_stop_that_races_with_it()
    {
        for (var round = 0; round < 5; round++)
        {
            var experiment = await Http.NewExperimentAsync();
            (await Http.PostAsync($"/experiments/{experiment}/start")).Expect(200);
            var answers = await RaceAsync(experiment, Ground.Agent, () => Http.PostAsync($"/experiments/{experiment}/stop"));
            Assert.All(answers, answer => Assert.True(answer.Status is 201 or 409, answer.Text));
            var exported = (await Http.GetAsync($"/experiments/{experiment}/export")).Expect(200).Text;
            var types = exported.TrimEnd('\n').Split('\n')
                .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("type").GetString()).ToArray();
            Assert.Equal("experiment_stopped", types[^1]);
            Assert.Equal(answers.Count(answer => answer.Status == 201), types.Length - 2);
        }
    }

    [Fact]
    public async Task Posts_that_race_with_a_deletion_are_appended_or_not_found()
    {
        for (var round = 0; round < 5; round++)
        {
            var experiment = await Http.NewExperimentAsync();
            var answers = await RaceAsync(experiment, Ground.Agent, () => Http.DeleteAsync($"/experiments/{experiment}"));
            Assert.All(answers, answer => Assert.True(answer.Status is 201 or 404, answer.Text));
            (await Http.GetAsync($"/experiments/{experiment}")).ExpectProblem(404);
        }
    }

    [Fact]
    public async Task Posts_that_race_with_the_deletion_of_their_agent_are_appended_or_not_found()
    {
        for (var round = 0; round < 5; round++)
        {
            var (experiment, agent) = (await Http.NewExperimentAsync(), await Http.NewAgentAsync());
            var answers = await RaceAsync(experiment, agent, () => Http.DeleteAsync($"/agents/{agent}"));
            Assert.All(answers, answer => Assert.True(answer.Status is 201 or 404, answer.Text));
            Assert.Equal(answers.Count(answer => answer.Status == 201), await Http.HeadAsync(experiment));
        }
    }

    [Fact]
    public async Task Of_twenty_deletions_at_once_one_deletes()
    {
        var experiment = await Http.NewExperimentAsync();
        await Http.PublishManyAsync(experiment, Ground.Agent, 100);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Http.DeleteAsync($"/experiments/{experiment}")));
        Assert.Single(answers, answer => answer.Status == 204);
        Assert.All(answers.Where(answer => answer.Status != 204), answer => answer.ExpectProblem(404));
    }

    [Fact]
    public async Task An_export_during_publishing_is_a_gapless_beginning_of_the_log()
    {
        var experiment = await Http.NewExperimentAsync();
        await Http.PublishManyAsync(experiment, Ground.Agent, 2000);
        var publishing = RaceAsync(experiment, Ground.Agent, () => Http.GetAsync("/agents?limit=1"));
        var exported = (await Http.GetAsync($"/experiments/{experiment}/export")).Expect(200).Text;
        await publishing;
        var seqs = exported.TrimEnd('\n').Split('\n')
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("seq").GetInt32()).ToArray();
        Assert.InRange(seqs.Length, 2000, 2000 + Publishers);
        Assert.Equal(Enumerable.Range(1, seqs.Length), seqs);
    }

    /// <summary>Posts from many sides, with the other request in the middle.</summary>
    /// <returns>What the posts were answered.</returns>
    private async Task<Answer[]> RaceAsync(string experiment, string agent, Func<Task<Answer>> other)
    {
        var reaction = Caller.Reaction(experiment, agent, "{}");
        var before = Enumerable.Range(0, Publishers / 2).Select(_ => Http.PostAsync("/reactions", reaction)).ToArray();
        var meanwhile = other();
        var after = Enumerable.Range(0, Publishers / 2).Select(_ => Http.PostAsync("/reactions", reaction)).ToArray();
        Assert.InRange((await meanwhile).Status, 200, 204);
        return await Task.WhenAll([.. before, .. after]);
    }
}
