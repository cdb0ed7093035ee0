using System.Globalization;
using System.Text.RegularExpressions;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Api;

/// <summary>All lists alike: a JSON array, limit and offset, X-Total-Count, and links by RFC 8288.</summary>
public sealed partial class Lists(ApiGround ground) : ApiSpec(ground)
{
    [Theory]
    [InlineData("/agents")]
    [InlineData("/experiments")]
    public async Task Following_the_next_links_lists_everything_once(string list)
    {
        for (var i = 0; i < 7; i++)
            await NewAsync(list);
        var seen = new List<string>();
        var total = -1;
        for (var next = new Uri(Http.BaseUri, $"/api/v1{list}?limit=3"); next is not null;)
        {
            var page = (await Http.GetAsync("/" + next.PathAndQuery)).Expect(200);
            total = Total(page);
            Assert.InRange(page.Json.GetArrayLength(), 1, 3);
            seen.AddRange(Ids(page));
            next = Link(page, "next", next);
        }
        Assert.Equal(total, seen.Count);
        Assert.Equal(seen.Distinct(), seen);
    }

    [Theory]
    [InlineData("/agents")]
    [InlineData("/experiments")]
    public async Task Links_lead_forth_and_back_and_nowhere_at_the_ends(string list)
    {
        for (var i = 0; i < 5; i++)
            await NewAsync(list);
        var at = new Uri(Http.BaseUri, $"/api/v1{list}");
        var first = (await Http.GetAsync($"{list}?limit=2")).Expect(200);
        Assert.Null(Link(first, "prev", at));
        var second = (await Http.GetAsync("/" + Link(first, "next", at)!.PathAndQuery)).Expect(200);
        Assert.Equal(Ids(first), Ids(await Http.GetAsync("/" + Link(second, "prev", at)!.PathAndQuery)));
        var last = (await Http.GetAsync($"{list}?limit=1&offset={Total(first) - 1}")).Expect(200);
        Assert.Null(Link(last, "next", at));
        Assert.NotNull(Link(last, "prev", at));
    }

    [Theory]
    [InlineData("/agents")]
    [InlineData("/experiments")]
    public async Task Beyond_the_end_a_list_is_empty_and_still_knows_its_total(string list)
    {
        await NewAsync(list);
        var page = (await Http.GetAsync($"{list}?offset=1000000")).Expect(200);
        Assert.Equal(0, page.Json.GetArrayLength());
        Assert.True(Total(page) > 0);
    }

    [Theory]
    [InlineData("/agents")]
    [InlineData("/experiments")]
    public async Task The_newest_come_first(string list)
    {
        var older = await NewAsync(list);
        var newer = await NewAsync(list);
        Assert.Equal([newer, older], Ids((await Http.GetAsync($"{list}?limit=2")).Expect(200)));
    }

    [Theory]
    [InlineData("/agents", 1)]
    [InlineData("/agents", 1000)]
    [InlineData("/experiments", 1)]
    [InlineData("/experiments", 1000)]
    public async Task The_ends_of_the_range_of_limit_are_allowed(string list, int limit) =>
        (await Http.GetAsync($"{list}?limit={limit.ToString(CultureInfo.InvariantCulture)}")).Expect(200);

    [Fact]
    public async Task Experiments_are_filtered_by_status_and_the_links_keep_the_filter()
    {
        var running = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            await Http.NewExperimentAsync();
            running.Add(await Http.NewExperimentAsync());
            (await Http.PostAsync($"/experiments/{running[^1]}/start")).Expect(200);
        }
        var page = (await Http.GetAsync("/experiments?status=running&limit=2")).Expect(200);
        Assert.Equal(running.AsEnumerable().Reverse().Take(2), Ids(page));
        Assert.All(page.Json.EnumerateArray(), one => Assert.Equal("running", one.GetProperty("status").GetString()));
        var all = Total((await Http.GetAsync("/experiments")).Expect(200));
        Assert.True(Total(page) < all);
        var next = Link(page, "next", new Uri(Http.BaseUri, "/api/v1/experiments"))!;
        Assert.Contains("status=running", next.Query, StringComparison.Ordinal);
        Assert.Equal(running[0], Ids((await Http.GetAsync("/" + next.PathAndQuery)).Expect(200))[0]);
        foreach (var status in new[] { "draft", "stopped" })
        {
            var others = (await Http.GetAsync($"/experiments?status={status}&limit=1000")).Expect(200);
            Assert.DoesNotContain(Ids(others), running.Contains);
        }
    }

    private async Task<string> NewAsync(string list) =>
        list == "/agents" ? await Http.NewAgentAsync() : await Http.NewExperimentAsync();

    private static string[] Ids(Answer page) =>
        [.. page.Json.EnumerateArray().Select(one => one.GetProperty("id").GetString()!)];

    private static int Total(Answer page) => int.Parse(page.Header("X-Total-Count")!, CultureInfo.InvariantCulture);

    private static Uri? Link(Answer page, string relation, Uri at)
    {
        var target = LinkPattern().Matches(page.Header("Link") ?? "")
            .Where(link => link.Groups["rel"].Value == relation)
            .Select(link => link.Groups["target"].Value).SingleOrDefault();
        return target is null ? null : new Uri(at, target);
    }

    [GeneratedRegex("<(?<target>[^>]*)>\\s*;\\s*rel=\"(?<rel>[a-z]+)\"")]
    private static partial Regex LinkPattern();
}
