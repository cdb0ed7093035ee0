using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Api;

public sealed class IdempotentRetries(ApiGround ground) : ApiSpec(ground)
{
    [Fact]
    public async Task The_same_id_again_is_answered_with_the_first_reaction_and_appends_nothing()
    {
        var experiment = await Http.NewExperimentAsync();
        var id = Guid.NewGuid().ToString();
        var first = (await PostAsync(experiment, """{"n":1}""", id)).Expect(201);
        await Http.PublishAsync(experiment, Ground.Agent);
        var again = (await PostAsync(experiment, """{"n":2}""", id)).Expect(200);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(id, first.Json.GetProperty("id").GetString());
        Assert.Equal(2, await Http.HeadAsync(experiment));
    }

    [Fact]
    public async Task Of_twenty_posts_of_one_id_at_once_one_appends()
    {
        var experiment = await Http.NewExperimentAsync();
        var id = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(n => PostAsync(experiment, $$"""{"n":{{n}}}""", id)));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers, answer => Assert.Equal(answers[0].Text, answer.Text));
        Assert.Equal(1, await Http.HeadAsync(experiment));
    }

    [Fact]
    public async Task An_id_belongs_to_its_experiment()
    {
        var id = Guid.NewGuid().ToString();
        (await PostAsync(await Http.NewExperimentAsync(), "{}", id)).Expect(201);
        (await PostAsync(await Http.NewExperimentAsync(), "{}", id)).Expect(201);
    }

    [Fact]
    public async Task A_retry_after_the_stop_is_still_answered_with_the_first_reaction()
    {
        var experiment = await Http.NewExperimentAsync();
        (await Http.PostAsync($"/experiments/{experiment}/start")).Expect(200);
        var id = Guid.NewGuid().ToString();
        var first = (await PostAsync(experiment, "{}", id)).Expect(201);
        (await Http.PostAsync($"/experiments/{experiment}/stop")).Expect(200);
        Assert.Equal(first.Text, (await PostAsync(experiment, "{}", id)).Expect(200).Text);
    }

    [Theory]
    [InlineData("order-66")]
    [InlineData("a")]
    [InlineData("with spaces, commas; and \"quotes\"")]
    public async Task An_idempotency_key_stands_for_the_uuid_of_experiment_and_key(string key)
    {
        var experiment = await Http.NewExperimentAsync();
        var first = (await PostAsync(experiment, """{"n":1}""", null, ("Idempotency-Key", key))).Expect(201);
        Assert.Equal(NameBasedUuid.Of(Guid.Parse(experiment), key), first.Json.GetProperty("id").GetGuid());
        var again = (await PostAsync(experiment, """{"n":2}""", null, ("Idempotency-Key", key))).Expect(200);
        Assert.Equal(first.Text, again.Text);
        (await PostAsync(experiment, "{}", null, ("Idempotency-Key", key + "!"))).Expect(201);
        Assert.Equal(2, await Http.HeadAsync(experiment));
    }

    [Fact]
    public async Task An_idempotency_key_has_at_most_255_characters()
    {
        var experiment = await Http.NewExperimentAsync();
        (await PostAsync(experiment, "{}", null, ("Idempotency-Key", new string('k', 255)))).Expect(201);
        (await PostAsync(experiment, "{}", null, ("Idempotency-Key", new string('k', 256))))
            .ExpectProblem(422, "Idempotency-Key", "255");
        Assert.Equal(1, await Http.HeadAsync(experiment));
    }

    [Fact]
    public void The_uuid_of_the_specification_s_own_example_comes_out() =>
        // RFC 9562, appendix A.4: namespace DNS, name www.example.com.
        Assert.Equal(
            Guid.Parse("2ed6657d-e927-568b-95e1-2665a8aea6a2"),
            NameBasedUuid.Of(Guid.Parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"));

    private Task<Answer> PostAsync(
        string experiment, string payload, string? id, params (string Name, string Value)[] headers) =>
        Http.PostAsync("/reactions", Caller.Reaction(experiment, Ground.Agent, payload, id), headers);
}
