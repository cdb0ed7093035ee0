using CrowdMind.Server.Engines.Objects;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Servers.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrowdMind.Server.Tests.Objects;

/// <summary>An S3 server and the store on it, put together as the server does it, with short waits.</summary>
public sealed class S3Ground : IAsyncLifetime, IDisposable
{
    private readonly RemoteOptions _options;
    private S3Clients? _clients;

    public S3Ground()
        : this(SupabaseGround.Impatient)
    {
    }

    internal S3Ground(RemoteOptions options) => _options = options;

    internal string Incoming { get; } = Directory.CreateTempSubdirectory("crowdmind-incoming-").FullName;

    internal S3Server Server { get; private set; } = null!; // Set before each test.

    internal S3ObjectStore Store { get; private set; } = null!; // As above.

    /// <summary>The same, which asks for ten entries of a list at once.</summary>
    internal S3ObjectStore PagedStore { get; private set; } = null!; // As above.

    public async Task InitializeAsync()
    {
        Server = await S3Server.StartAsync(RepositoryFolder.Path());
        var options = new S3Options(Server.Endpoint, null, "eu-central-1", S3Server.Bucket, S3Server.AccessKey, S3Server.SecretKey);
        var incoming = new IncomingFolder(Incoming);
        _clients = new S3Clients(options);
        Store = Open(_options with { ListPage = 1000 });
        PagedStore = Open(_options with { ListPage = 10 });
        await new S3Start(options, Store, incoming).OpenAsync(CancellationToken.None);

        S3ObjectStore Open(RemoteOptions patience) => new(
            _clients,
            options.Bucket,
            incoming,
            new RemoteCalls("s3", patience, S3Refusals.MayPass, new RemoteMetrics(Unmeasured.Meter), TimeProvider.System, NullLogger.Instance),
            TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Incoming, recursive: true);
    }

    public void Dispose() => _clients?.Dispose();
}
