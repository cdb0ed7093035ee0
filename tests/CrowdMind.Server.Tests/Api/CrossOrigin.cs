using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Api;

/// <summary>Who may read the answers from a page of another origin: those that CORS_ORIGINS names.</summary>
public sealed class CrossOrigin(ApiGround ground) : ApiSpec(ground)
{
    private const string Ours = "https://dashboard.example", Theirs = "https://elsewhere.example";

    [Theory]
    [InlineData("/reactions", "POST", "content-type,idempotency-key")]
    [InlineData("/experiments", "GET", "")]
    [InlineData($"/experiments/{Nobody}", "DELETE", "")]
    [InlineData($"/experiments/{Nobody}/events", "GET", "last-event-id")]
    [InlineData("//hubs/experiments/negotiate", "POST", "x-requested-with,x-signalr-user-agent")]
    public async Task By_default_every_origin_may_call(string path, string method, string headers)
    {
        var answer = await PreflightAsync(Http, path, method, headers, Theirs);
        Assert.InRange(answer.Status, 200, 204);
        Assert.Contains(answer.Header("Access-Control-Allow-Origin"), new[] { "*", Theirs });
        var methods = answer.Header("Access-Control-Allow-Methods") ?? "";
        Assert.True(methods == "*" || methods.Contains(method, StringComparison.Ordinal), methods);
        var allowed = (answer.Header("Access-Control-Allow-Headers") ?? "").ToLowerInvariant();
        foreach (var header in headers.Split(',', StringSplitOptions.RemoveEmptyEntries))
            Assert.True(allowed == "*" || allowed.Contains(header, StringComparison.Ordinal), allowed);
    }

    [Fact]
    public async Task The_hub_may_be_called_with_credentials_as_the_official_client_does()
    {
        var answer = await PreflightAsync(Http, "//hubs/experiments/negotiate", "POST", "x-requested-with", Theirs);
        Assert.Equal(Theirs, answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("true", answer.Header("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_page_may_read_the_headers_that_the_contract_gives()
    {
        var answer = (await Http.GetAsync("/agents", ("Origin", Theirs))).Expect(200);
        var exposed = (answer.Header("Access-Control-Expose-Headers") ?? "").ToLowerInvariant();
        foreach (var header in new[] { "x-total-count", "link", "retry-after", "content-disposition", "location" })
            Assert.Contains(header, exposed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_may_read_refusals_too()
    {
        foreach (var path in new[] { "/nothing", "/agents/seven", "/agents?limit=0" })
        {
            var answer = await Http.GetAsync(path, ("Origin", Theirs));
            Assert.NotNull(answer.Header("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task Named_origins_may_call_and_others_may_not()
    {
        await using var server = await CrowdMindServer.StartAsync(
            new Dictionary<string, string> { ["CORS_ORIGINS"] = $"{Ours}, http://localhost:3000" });
        using var http = new Caller(server.BaseUri);
        foreach (var origin in new[] { Ours, "http://localhost:3000" })
        {
            var allowed = await PreflightAsync(http, "/reactions", "POST", "content-type", origin);
            Assert.Equal(origin, allowed.Header("Access-Control-Allow-Origin"));
            var answer = await http.GetAsync("/agents", ("Origin", origin));
            Assert.Equal(origin, answer.Header("Access-Control-Allow-Origin"));
        }
        foreach (var origin in new[] { Theirs, Ours + ".evil.example", "http://dashboard.example", "null" })
        {
            Assert.Null((await PreflightAsync(http, "/reactions", "POST", "content-type", origin))
                .Header("Access-Control-Allow-Origin"));
            Assert.Null((await http.GetAsync("/agents", ("Origin", origin))).Header("Access-Control-Allow-Origin"));
        }
    }

    private static Task<Answer> PreflightAsync(
        Caller http, string path, string method, string headers, string origin) =>
        http.SendAsync(
            "OPTIONS", path, null, ("Origin", origin), ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", headers));
}
