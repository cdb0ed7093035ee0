using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Samples;

/// <summary>The samples against a server that asks for credentials.</summary>
public sealed class CredentialTests(GuardedServer server) : IClassFixture<GuardedServer>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_python_subscriber_follows_with_an_agents_key_until_it_is_revoked()
    {
        var (experiment, agent) = (await server.Admin.CreateExperimentAsync(), await server.Admin.CreateAgentAsync());
        var key = await AgentKey.MakeAsync(server.Admin, agent);
        await using var outsider = Subscribe(key.Spelling);
        Assert.Equal(1, await outsider.ExitAsync(Patience));
        await outsider.NoteAsync($"the key in CROWDMIND_KEY may not follow experiment {experiment}", Patience);

        (await server.Admin.SendAsync(HttpMethod.Put, $"experiments/{experiment}/agents/{agent}", null)).Expect(204);
        (await server.Admin.StartAsync(experiment)).Expect(200);
        await using var subscriber = Subscribe(key.Spelling, "--after", "0");
        await subscriber.LinesAsync(1, Patience);
        (await server.Admin.SendAsync(HttpMethod.Delete, $"keys/{key.Id}", null)).Expect(204);
        Assert.Equal(1, await subscriber.ExitAsync(Patience));
        await subscriber.NoteAsync("closed with 4401: the key has ended", Patience);

        await using var late = Subscribe(key.Spelling);
        Assert.Equal(1, await late.ExitAsync(Patience));
        await late.NoteAsync("refuses this one; set CROWDMIND_KEY", Patience);
        await using var without = Subscribe("", "--after", "0");
        Assert.Equal(1, await without.ExitAsync(Patience));
        await without.NoteAsync("was given none; set CROWDMIND_KEY", Patience);

        SampleProcess Subscribe(string with, params string[] arguments) => SampleProcess.Python(
            "subscriber-python/subscriber.py", AgentKey.EnvironmentOf(with), ["--url", server.Api, "--experiment", $"{experiment}", .. arguments]);
    }

    [Fact]
    public async Task The_trainer_makes_a_dataset_and_uploads_a_model_with_an_editors_key()
    {
        await using var trainer = Train(KnownKeys.Editor);
        Assert.True(await trainer.ExitAsync(Patience) == 0, trainer.Notes);
        await trainer.LinesAsync(3, Patience);
        await using var viewer = Train(KnownKeys.Viewer);
        Assert.Equal(1, await viewer.ExitAsync(Patience));
        await viewer.NoteAsync("POST datasets: 403, 'wall' has the role viewer, which may not do this. Set CROWDMIND_KEY", Patience);

        SampleProcess Train(string key) => SampleProcess.Python(
            "trainer-python/trainer.py", AgentKey.EnvironmentOf(key), "--url", server.Api, "--epochs", "2");
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("rest")]
    [InlineData("ndjson")]
    public async Task A_crowd_reacts_and_is_seen_with_an_editors_key(string transport)
    {
        await using var crowd = Run(KnownKeys.Editor, "--transport", transport, "--seconds", "1", "--agents", "5");
        Assert.True(await crowd.ExitAsync(Patience) == 0, string.Join('\n', [.. crowd.Lines, crowd.Notes]));
        await using var viewer = Run(KnownKeys.Viewer);
        Assert.Equal(1, await viewer.ExitAsync(Patience));
        Assert.StartsWith("The server wants a key, and CROWDMIND_KEY holds none that it takes", viewer.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("rest")]
    [InlineData("ndjson")]
    public async Task A_crowd_whose_key_is_revoked_ends_with_a_sentence(string transport)
    {
        var made = (await server.Admin.PostAsync("keys", """{"name":"crowd","role":"editor"}""")).Expect(201).Json;
        await using var crowd = Run($"{made.GetProperty("key")}", "--transport", transport, "--seconds", "0", "--agents", "5");
        await crowd.LinesAsync(2, Patience);
        (await server.Admin.SendAsync(HttpMethod.Delete, $"keys/{made.GetProperty("id")}", null)).Expect(204);
        Assert.Equal(1, await crowd.ExitAsync(Patience));
        Assert.Contains("The server wants a key", crowd.Notes, StringComparison.Ordinal);
    }

    private SampleProcess Run(string key, params string[] arguments) =>
        SampleProcess.DotNet("crowd.dll", AgentKey.EnvironmentOf(key), ["--url", server.Api, .. arguments]);
}
