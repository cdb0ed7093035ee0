using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using CrowdMind.Server.Tests.Api;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Instances;

/// <summary>REDIS_URL and REDIS_PREFIX: what cannot work stops the start with a sentence, what may work later does not.</summary>
public sealed class RedisSettings : IDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("crowdmind-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("REDIS_URL", "https://cache.example", "redis://")]
    [InlineData("REDIS_URL", "redis://cache.example/2", "REDIS_PREFIX")]
    [InlineData("REDIS_PREFIX", "with space", "letters")]
    public async Task A_value_that_cannot_work_stops_the_start(string name, string value, string right) =>
        AssertRefused(await StartAttempt.RunAsync(_folder, (name, value)), name, right);

    [Fact]
    public async Task A_wrong_password_stops_the_start_and_is_not_printed()
    {
        await using var locked = await RedisServer.StartAsync(new RedisPlan { Password = "open-sesame" });
        await using var open = await RedisServer.StartAsync();
        AssertRefused(await StartAsync($"redis://:s3cret@127.0.0.1:{locked.Port}"), "REDIS_URL", "WRONGPASS");
        AssertRefused(await StartAsync($"redis://127.0.0.1:{locked.Port}"), "REDIS_URL", "password");
        AssertRefused(await StartAsync($"127.0.0.1:{open.Port},password=s3cret"), "REDIS_URL", "without any password");
    }

    [Fact]
    public async Task TLS_that_is_not_trusted_stops_the_start()
    {
        await using var redis = await RedisServer.StartAsync(new RedisPlan { Tls = true });
        AssertRefused(await StartAsync($"rediss://127.0.0.1:{redis.TlsPort}"), "REDIS_URL", "TLS");
    }

    [Fact]
    public async Task A_port_for_TLS_that_is_spoken_to_without_it_closes_as_one_does_that_is_away_and_the_log_says_both()
    {
        await using var redis = await RedisServer.StartAsync(new RedisPlan { Tls = true });
        await using var server = await CrowdMindServer.StartAsync(
            new Dictionary<string, string> { ["REDIS_URL"] = $"redis://127.0.0.1:{redis.TlsPort}" });
        await ReadinessSaysAsync(server, "degraded");
        Assert.Contains("rediss://", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_Redis_stops_the_start()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var answering = AnswerAsync(other);
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        AssertRefused(await StartAsync($"redis://127.0.0.1:{port}"), "REDIS_URL", "does not speak as Redis does");
        await answering;
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task TLS_and_a_password_work_where_the_authority_is_trusted(string host)
    {
        await using var redis = await RedisServer.StartAsync(new RedisPlan { Password = "open sésame/", Tls = true });
        await using var server = await CrowdMindServer.StartAsync(new Dictionary<string, string>
        {
            ["REDIS_URL"] = $"rediss://:{Uri.EscapeDataString("open sésame/")}@{host}:{redis.TlsPort}",
            ["SSL_CERT_FILE"] = redis.AuthorityFile,
        });
        await ReadinessSaysAsync(server, "ok");
        Assert.Equal(2, ((string)(await redis.AskAsync("CLIENT", "LIST"))!).Split("name=crowdmind").Length - 1);
    }

    [Fact]
    public async Task Redis_may_be_away_at_the_start()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        await using var server = await CrowdMindServer.StartAsync(
            new Dictionary<string, string> { ["REDIS_URL"] = redis.Url, ["LOG_LEVEL"] = "INFO" });
        await ReadinessSaysAsync(server, "degraded");
        await redis.RestartAsync();
        await ReadinessSaysAsync(server, "ok");
        Assert.Single(server.Output.Split('\n'), line => line.Contains("Redis is away", StringComparison.Ordinal));
        Assert.Contains("backplane redis", server.Output, StringComparison.Ordinal);
    }

    private Task<StartAttempt> StartAsync(string url) => StartAttempt.RunAsync(_folder, ("REDIS_URL", url));

    private static async Task AnswerAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
    }

    private static Task ReadinessSaysAsync(CrowdMindServer server, string status) => Eventually.TrueAsync(
        async () =>
        {
            using var rest = new RestClient(server.BaseUri);
            JsonElement readiness = (await rest.SendAsync(HttpMethod.Get, "/health/ready", null)).Expect(200).Json;
            return readiness.GetProperty("status").GetString() == status;
        },
        Within,
        () => $"readiness said {status}; the server printed:\n{server.Output}");

    private static void AssertRefused(StartAttempt attempt, string name, string right)
    {
        var said = attempt.Error.Trim();
        Assert.True(attempt.ExitCode == 2, $"exit code {attempt.ExitCode}; it said: {said}");
        Assert.StartsWith($"{name} is '", said, StringComparison.Ordinal);
        Assert.Contains(right, said, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
    }
}
