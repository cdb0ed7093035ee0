using System.Text.Json;

namespace CrowdMind.Server.Tests.Api;

public sealed class ReactionLists(ApiGround ground) : ApiSpec(ground)
{
    [Fact]
    public async Task Reactions_are_listed_newest_first_with_the_head()
    {
        var experiment = await Http.NewExperimentAsync();
        (await Http.PostAsync($"/experiments/{experiment}/start")).Expect(200);
        await Http.PublishManyAsync(experiment, Ground.Agent, 150);
        var page = await ListAsync(experiment, "");
        Assert.Equal(Enumerable.Range(52, 100).Reverse(), Seqs(page));
        Assert.Equal(100, page.GetProperty("count").GetInt32());
        Assert.Equal(151, page.GetProperty("last_seq").GetInt32());
        Assert.Equal([41, 40], Seqs(await ListAsync(experiment, "?limit=2&offset=110")));
        Assert.Empty(Seqs(await ListAsync(experiment, "?offset=150")));
        Assert.Equal(0, (await ListAsync(experiment, "?offset=9000")).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task With_after_reactions_are_listed_oldest_first()
    {
        var experiment = await Http.NewExperimentAsync();
        await Http.PublishManyAsync(experiment, Ground.Agent, 30);
        Assert.Equal(Enumerable.Range(1, 30), Seqs(await ListAsync(experiment, "?after=0")));
        Assert.Equal([11, 12, 13], Seqs(await ListAsync(experiment, "?after=10&limit=3")));
        Assert.Empty(Seqs(await ListAsync(experiment, "?after=30")));
    }

    [Fact]
    public async Task A_reader_that_pages_by_after_gets_everything_once_while_others_publish()
    {
        var experiment = await Http.NewExperimentAsync();
        await Http.PublishManyAsync(experiment, Ground.Agent, 100);
        var publishing = Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => Http.PublishAsync(experiment, Ground.Agent)));
        var read = new List<int>();
        while (read.Count < 200)
            read.AddRange(Seqs(await ListAsync(experiment, $"?after={read.LastOrDefault()}&limit=17")));
        await publishing;
        Assert.Equal(Enumerable.Range(1, 200), read);
    }

    [Fact]
    public async Task Starts_and_stops_are_no_reactions()
    {
        var experiment = await Http.NewExperimentAsync();
        (await Http.PostAsync($"/experiments/{experiment}/start")).Expect(200);
        await Http.PublishAsync(experiment, Ground.Agent);
        (await Http.PostAsync($"/experiments/{experiment}/stop")).Expect(200);
        var page = await ListAsync(experiment, "");
        Assert.Equal([2], Seqs(page));
        Assert.Equal(3, page.GetProperty("last_seq").GetInt32());
        Assert.Equal([2], Seqs(await ListAsync(experiment, "?after=0")));
    }

    [Fact]
    public async Task A_listed_reaction_is_the_posted_one_and_carries_its_seq()
    {
        var experiment = await Http.NewExperimentAsync();
        var posted = await Http.PublishAsync(experiment, Ground.Agent, """{"mood":"calm"}""");
        Assert.Equal(posted.Text, (await ListAsync(experiment, "")).GetProperty("reactions")[0].GetRawText());
        Assert.Equal(posted.Text, (await ListAsync(experiment, "?after=0")).GetProperty("reactions")[0].GetRawText());
    }

    [Fact]
    public async Task An_empty_log_is_an_empty_list()
    {
        var page = await ListAsync(await Http.NewExperimentAsync(), "");
        Assert.Empty(Seqs(page));
        Assert.Equal(0, page.GetProperty("count").GetInt32());
        Assert.Equal(0, page.GetProperty("last_seq").GetInt32());
    }

    private async Task<JsonElement> ListAsync(string experiment, string query) =>
        (await Http.GetAsync($"/experiments/{experiment}/reactions{query}")).Expect(200).Json;

    private static IEnumerable<int> Seqs(JsonElement page) =>
        page.GetProperty("reactions").EnumerateArray().Select(one => one.GetProperty("seq").GetInt32());
}
