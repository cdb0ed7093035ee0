using CrowdMind.Server.Tests.Hostile;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Api;

/// <summary>What every answer tells browsers and caches to refuse, whoever made it: a route, a refusal, a fault, a page.</summary>
public sealed class AnswerHeaders(ApiGround ground) : ApiSpec(ground)
{
    private static readonly (string Name, string Value)[] Always =
        [("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer")];

    public static TheoryData<string, string, int> Requests { get; } = new()
    {
        { "GET", "//health", 200 },
        { "GET", "//health/ready", 200 },
        { "GET", "/agents", 200 },
        { "HEAD", "//health/live", 200 },
        { "GET", "//openapi.json", 200 },
        { "GET", "//dashboard.json", 200 },
        { "GET", "//", 200 },
        { "HEAD", "//index.html", 200 },
        { "GET", "//assets/none.js", 404 },
        { "GET", "//docs", 301 },
        { "GET", "//docs/index.html", 200 },
        { "GET", "//docs/swagger-ui-bundle.js", 200 },
        { "GET", "//docs/oauth2-redirect.html", 200 },
        { "GET", "//docs/nothing", 404 },
        { "POST", "//docs", 404 },
        { "GET", "//redoc", 301 },
        { "GET", "//redoc/index.html", 200 },
        { "GET", "//redoc/page.js", 200 },
        { "GET", "//redoc/redoc.standalone.js", 200 },
        { "GET", "//redoc/nothing", 404 },
        { "GET", "//nothing", 404 },
        { "GET", $"/agents/{Nobody}", 404 },
        { "DELETE", $"/agents/{Nobody}", 404 },
        { "GET", "/agents/seven", 422 },
        { "POST", "/agents", 415 },
        { "PUT", "/agents", 405 },
        { "OPTIONS", "/agents", 405 },
        { "GET", $"/ws/experiments/{Nobody}", 400 },
        { "GET", $"/experiments/{Nobody}/events", 404 },
        { "GET", $"/objects/models/none.tflite?expires=1&name=a&signature=b", 403 },
        { "POST", "//hubs/experiments/negotiate?negotiateVersion=1", 200 },
        { "GET", "//hubs/experiments", 400 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Every_answer_refuses_to_be_guessed_at_and_framed(string method, string path, int status) =>
        Holds((await Http.SendAsync(method, path, null)).Expect(status));

    [Fact]
    public async Task Every_operation_of_the_document_answers_so()
    {
        var document = (await Http.GetAsync("//openapi.json")).Expect(200).Json;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var at = System.Text.RegularExpressions.Regex.Replace(path.Name, @"\{\w+\}", Nobody);
                Holds(await Http.SendAsync(operation.Name.ToUpperInvariant(), "/" + at, null));
            }
        }
    }

    [Fact]
    public async Task A_preflight_an_event_stream_and_a_refused_socket_answer_so()
    {
        Holds(await Http.SendAsync(
            "OPTIONS", "/agents", null, ("Origin", "https://elsewhere.example"), ("Access-Control-Request-Method", "POST")));
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await connection.SendAsync(
            $"GET /api/v1/ws/experiments/{Nobody} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        Holds((await connection.ReadAnswerAsync()).Expect(404));
        var experiment = await Http.NewExperimentAsync();
        await connection.SendAsync($"GET /api/v1/experiments/{experiment}/events HTTP/1.1\r\nHost: a\r\n\r\n");
        Holds((await connection.ReadAnswerAsync(withBody: false)).Expect(200));
    }

    [Fact]
    public async Task What_no_route_foresaw_is_answered_so()
    {
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await connection.SendAsync(
            "POST /api/v1/agents HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        Holds((await connection.ReadAnswerAsync()).Expect(400));
    }

    [Fact]
    public async Task No_cache_keeps_what_is_private_and_none_but_the_asker_s_what_it_may_ask_for_again()
    {
        var agent = await Http.NewAgentAsync();
        foreach (var path in new[] { "/agents", $"/agents/{agent}", "//openapi.json", "/agents/seven", "//hubs/experiments" })
            Assert.Contains("no-store", (await Http.GetAsync(path)).Header("Cache-Control"), StringComparison.Ordinal);
        var boot = (await Http.GetAsync($"/agents/{agent}/model")).Expect(200);
        Assert.Equal("no-cache, private", boot.Header("Cache-Control"));
        var negotiated = (await Http.PostAsync("//hubs/experiments/negotiate?negotiateVersion=1")).Expect(200);
        Assert.Contains("no-store", negotiated.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("http", null)]
    [InlineData("https", "max-age=31536000")]
    [InlineData("HTTPS", "max-age=31536000")]
    public async Task Who_came_by_https_is_told_to_stay_there(string? proto, string? expected)
    {
        (string, string)[] headers = proto is null ? [] : [("X-Forwarded-Proto", proto)];
        foreach (var path in new[] { "//health", "/agents", "/agents/seven", "//nothing", "//docs/index.html", "//" })
            Assert.Equal(expected, (await Http.GetAsync(path, headers)).Header("Strict-Transport-Security"));
    }

    private static void Holds(Answer answer)
    {
        foreach (var (name, value) in Always)
            Assert.True(answer.Header(name) == value, $"{name} is '{answer.Header(name)}' of {answer.Status} {answer.Text}");
        var policy = answer.Header("Content-Security-Policy") ?? "";
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.NotNull(answer.Header("Cache-Control"));
        Assert.Null(answer.Header("Server"));
    }
}
