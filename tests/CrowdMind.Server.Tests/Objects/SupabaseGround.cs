using CrowdMind.Server.Engines.Objects;
using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Servers.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrowdMind.Server.Tests.Objects;

/// <summary>A Supabase project and the store on it, put together as the server does it, with short waits.</summary>
public sealed class SupabaseGround : IAsyncLifetime, IDisposable
{
    /// <summary>Short, so that a test can outwait a server that hangs, and reach the next page of a list.</summary>
    internal static readonly RemoteOptions Impatient = new()
    {
        FirstDelay = TimeSpan.FromMilliseconds(10),
        LongestDelay = TimeSpan.FromMilliseconds(50),
        AnswerWithin = TimeSpan.FromSeconds(2),
        StallWithin = TimeSpan.FromSeconds(2),
        ListPage = 10,
    };

    private readonly SupabasePlan _plan;
    private readonly RemoteOptions _patience;
    private SupabaseApi? _api;

    public SupabaseGround()
        : this(new SupabasePlan(), Impatient)
    {
    }

    internal SupabaseGround(SupabasePlan plan)
        : this(plan, Impatient)
    {
    }

    internal SupabaseGround(SupabasePlan plan, RemoteOptions patience) => (_plan, _patience) = (plan, patience);

    internal string Incoming { get; } = Directory.CreateTempSubdirectory("crowdmind-incoming-").FullName;

    internal SupabaseServer Server { get; private set; } = null!; // Set before each test.

    internal SupabaseObjectStore Store { get; private set; } = null!; // As above.

    /// <summary>What the server does before it listens.</summary>
    internal SupabaseStart Start { get; private set; } = null!; // As above.

    public async Task InitializeAsync()
    {
        Server = await SupabaseServer.StartAsync(_plan);
        var options = new SupabaseOptions(Server.Url, SupabasePlan.SecretKey, _plan.Bucket);
        var incoming = new IncomingFolder(Incoming);
        var calls = new RemoteCalls(
            "supabase", _patience, SupabaseRefusalException.MayPass, new RemoteMetrics(Unmeasured.Meter), TimeProvider.System, NullLogger.Instance);
        _api = new SupabaseApi(options);
        Store = new SupabaseObjectStore(_api, options.Bucket, incoming, calls, TimeProvider.System);
        Start = new SupabaseStart(options, Store, incoming);
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Incoming, recursive: true);
    }

    public void Dispose() => _api?.Dispose();
}
