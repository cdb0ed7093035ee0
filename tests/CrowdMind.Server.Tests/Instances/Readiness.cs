using System.Diagnostics;
using System.Text.Json;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Servers.Objects;

namespace CrowdMind.Server.Tests.Instances;

/// <summary>/health/ready names each engine that is away; /health/live asks none of them.</summary>
public sealed class Readiness
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task One_engine_after_the_other_dies_and_readiness_names_each_while_the_process_lives()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        await using var supabase = await SupabaseServer.StartAsync();
        await using var server = await CrowdMindServer.StartAsync(new Dictionary<string, string>
        {
            ["DATABASE_URL"] = postgres.Url(),
            ["REDIS_URL"] = redis.Url,
            ["SUPABASE_URL"] = supabase.Url.ToString(),
            ["SUPABASE_KEY"] = SupabasePlan.SecretKey,
        });
        using var http = new Caller(server.BaseUri);
        await SaysAsync(http, 200, "ok", ("database", "ok"), ("backplane", "ok"), ("object_store", "ok"));

        await redis.KillAsync();
        await SaysAsync(http, 200, "degraded", ("database", "ok"), ("backplane", "degraded"), ("object_store", "ok"));
        await supabase.StopAsync();
        await SaysAsync(http, 503, "unavailable", ("database", "ok"), ("backplane", "degraded"), ("object_store", "unavailable"));
        await postgres.StopImmediatelyAsync();
        await SaysAsync(http, 503, "unavailable", ("database", "unavailable"), ("backplane", "degraded"), ("object_store", "unavailable"));
    }

    private static async Task SaysAsync(Caller http, int status, string overall, params (string Part, string Status)[] parts)
    {
        var last = default(Answer);
        await Eventually.TrueAsync(
            async () =>
            {
                last = await http.GetAsync("//health/ready");
                return last.Status == status && last.Json.GetProperty("status").GetString() == overall
                    && parts.All(part => Check(last.Json, part.Part).GetProperty("status").GetString() == part.Status);
            },
            Within,
            () => $"readiness said {status} {overall}, {string.Join(", ", parts)}; it said {last?.Json}");
        foreach (var (part, _) in parts.Where(part => part.Status != "ok"))
            Assert.NotEmpty(Check(last!.Json, part).GetProperty("message").GetString()!);
        var clock = Stopwatch.StartNew();
        (await http.GetAsync("//health/live")).Expect(200);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, AtOnce);
    }

    private static JsonElement Check(JsonElement readiness, string part) => readiness.GetProperty("checks").GetProperty(part);
}
