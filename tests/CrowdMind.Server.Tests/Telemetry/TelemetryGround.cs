using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Servers.Objects;
using CrowdMind.TestKit.Servers.Telemetry;

namespace CrowdMind.Server.Tests.Telemetry;

/// <summary>A server on PostgreSQL, Redis and Supabase that logs everything and tells a collector everything.</summary>
public sealed class TelemetryGround : IAsyncLifetime, IDisposable
{
    public const string CollectorKey = "Bearer key-of-the-collector";

    public static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    private PostgresServer? _postgres;
    private RedisServer? _redis;
    private SupabaseServer? _supabase;
    private OtlpReceiver? _collector;
    private CrowdMindServer? _server;
    private Caller? _http;

    public OtlpReceiver Collector => _collector ?? throw new InvalidOperationException("Not started.");

    public CrowdMindServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public Caller Http => _http ?? throw new InvalidOperationException("Not started.");

    public PostgresServer Postgres => _postgres ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync();
        _redis = await RedisServer.StartAsync();
        _supabase = await SupabaseServer.StartAsync();
        _collector = await OtlpReceiver.StartAsync();
        _server = await CrowdMindServer.StartAsync(new Dictionary<string, string>(_collector.Settings)
        {
            ["DATABASE_URL"] = _postgres.Url(),
            ["REDIS_URL"] = _redis.Url,
            ["SUPABASE_URL"] = _supabase.Url.ToString(),
            ["SUPABASE_KEY"] = SupabasePlan.SecretKey,
            ["SIGNING_KEY"] = "signing-key-that-nobody-may-ever-see",
            ["LOG_LEVEL"] = "TRACE",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = $"authorization={Uri.EscapeDataString(CollectorKey)}",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.region=here,service.name=from-attributes",
            ["OTEL_SERVICE_NAME"] = "crowd-of-tests",
        });
        _http = new Caller(_server.BaseUri);
    }

    public async Task DisposeAsync()
    {
        foreach (var one in new IAsyncDisposable?[] { _server, _collector, _supabase, _redis, _postgres })
        {
            if (one is not null)
                await one.DisposeAsync();
        }
    }

    public void Dispose() => _http?.Dispose();

    /// <summary>Waits until the collector has got something.</summary>
    public Task GetsAsync(Func<OtlpReceiver, bool> what, string words) => Eventually.TrueAsync(
        () => what(Collector), Within, () => $"the collector got {words}; the server printed:\n{Server.Output}");

    /// <summary>Waits until all that happened before has been sent.</summary>
    public async Task SettleAsync()
    {
        var marker = $"/marker-{Guid.NewGuid():N}";
        await Http.GetAsync(marker);
        await GetsAsync(all => all.Spans.Any(span => Path(span).EndsWith(marker, StringComparison.Ordinal)), "the marker's span");
        await GetsAsync(all => all.Logs.Any(log => log.Text.Contains(marker, StringComparison.Ordinal)), "the marker's log");
    }

    /// <summary>The path of a request's span.</summary>
    public static string Path(ReceivedSpan span) => span.Attributes.GetValueOrDefault("url.path", "");
}
