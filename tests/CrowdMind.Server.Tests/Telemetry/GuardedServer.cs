using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Servers.Telemetry;

namespace CrowdMind.Server.Tests.Telemetry;

/// <summary>A server as on the internet, and every way in which a credential comes to it: none is seen again.</summary>
public sealed class GuardedServer : IAsyncLifetime
{
    private const string Key = "key-of-the-operator-which-opens-everything";
    private const string TokenSecret = "secret-of-the-issuer-which-signs-all-of-them";

    // What ends a message of the hub's JSON protocol.
    private const char End = '\u001e';

    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private static readonly (string, string) Operator = ("Authorization", $"Bearer {Key}");

    private OtlpReceiver? _collector;
    private CrowdMindServer? _server;

    private OtlpReceiver Collector => _collector ?? throw new InvalidOperationException("Not started.");

    private CrowdMindServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _collector = await OtlpReceiver.StartAsync();
        _server = await CrowdMindServer.StartAsync(new Dictionary<string, string>(_collector.Settings)
        {
            ["ENV"] = "prod",
            ["LOG_LEVEL"] = "TRACE",
            ["CORS_ORIGINS"] = "https://app.example.org",
            ["API_KEYS"] = $"ops:admin:{Key}",
            ["JWT_SECRET"] = TokenSecret,
            ["JWT_ISSUER"] = "https://issuer.example.org",
            ["JWT_AUDIENCE"] = "crowd",
        });
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_collector is not null)
            await _collector.DisposeAsync();
    }

    [Fact]
    public async Task No_key_token_or_ticket_is_in_any_log_metric_or_trace_and_every_line_is_an_object()
    {
        using var http = new Caller(Server.BaseUri);
        var experiment = IdOf(await http.PostAsync("/experiments", """{"name":"crowd"}""", Operator));
        var made = (await http.PostAsync("/keys", """{"name":"reader","role":"viewer"}""", Operator)).Expect(201).Json.GetProperty("key").GetString()!;
        var (good, expired, forged) = (Token(Now + 600, TokenSecret), Token(Now - 600, TokenSecret), Token(Now + 600, "another-secret-of-nobody-at-all-00000"));
        foreach (var (token, status) in new[] { (made, 200), (good, 200), (expired, 401), (forged, 401), ("nonsense-that-was-a-password-once", 401) })
            (await http.GetAsync($"/experiments/{experiment}", ("Authorization", $"Bearer {token}"))).Expect(status);
        var used = await TicketAsync(http, experiment);
        await OpenAsync($"/api/v1/ws/experiments/{experiment}?ticket={used}", $$"""{"type":"auth","token":"{{made}}"}""");
        var again = await TicketAsync(http, experiment);
        await FollowAsync(http, $"/experiments/{experiment}/events?ticket={again}", 200);
        await FollowAsync(http, $"/experiments/{experiment}/events?ticket={again}", 401);
        foreach (var token in new[] { Key, made, good })
            await OpenAsync($"/hubs/experiments?access_token={token}", """{"protocol":"json","version":1}""" + End, Authenticate(token) + End);
        (await http.PostAsync($"//hubs/experiments/negotiate?negotiateVersion=1&access_token={forged}")).Expect(401);

        await SettleAsync(http);
        foreach (var secret in new[] { Key, TokenSecret, made, good, expired, forged, used, again, "password-once" })
        {
            Assert.False(Collector.HasSeen(secret), $"The collector was told {secret}.");
            Assert.DoesNotContain(secret, Server.Output, StringComparison.Ordinal);
        }

        Assert.All(Server.Output.Split('\n'), line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static string Authenticate(string token) =>
        $$"""{"type":1,"invocationId":"1","target":"Authenticate","arguments":["{{token}}"]}""";

    private static string IdOf(Answer answer) => answer.Expect(201).Json.GetProperty("id").GetString()!;

    private static async Task<string> TicketAsync(Caller http, string experiment) =>
        (await http.PostAsync($"/experiments/{experiment}/tickets", null, Operator)).Expect(201).Json.GetProperty("ticket").GetString()!;

    private static async Task FollowAsync(Caller http, string path, int status)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(http.BaseUri, "/api/v1" + path), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private async Task OpenAsync(string path, params string[] messages)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{Server.BaseUri.Authority}{path}"), default);
        foreach (var message in messages)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, default);
            await socket.ReceiveAsync(new byte[1000], default);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
    }

    private async Task SettleAsync(Caller http)
    {
        var marker = $"/marker-{Guid.NewGuid():N}";
        await http.GetAsync(marker, Operator);
        await Eventually.TrueAsync(
            () => Collector.HasSeen(marker) && Collector.Spans.Any(span => TelemetryGround.Path(span).EndsWith(marker, StringComparison.Ordinal))
                && Collector.Logs.Any(log => log.Text.Contains(marker, StringComparison.Ordinal)),
            Within,
            () => $"the collector got the marker; the server printed:\n{Server.Output}");
    }

    private static string Token(long expires, string secret)
    {
        var head = Base64("""{"alg":"HS256","typ":"JWT"}""");
        var body = Base64(
            $$$"""{"iss":"https://issuer.example.org","aud":"crowd","sub":"ada","exp":{{{expires}}},"app_metadata":{"crowdmind_role":"viewer"}}""");
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{head}.{body}"));
        return $"{head}.{body}.{System.Buffers.Text.Base64Url.EncodeToString(mac)}";
    }

    private static string Base64(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
