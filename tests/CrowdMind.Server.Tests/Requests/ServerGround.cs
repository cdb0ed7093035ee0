using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Requests;

/// <summary>One server and a client of it for all tests of a collection; each test makes its own things there.</summary>
/// <param name="settings">Environment variables of the server.</param>
public abstract class ServerGround(IReadOnlyDictionary<string, string>? settings = null) : IAsyncLifetime, IDisposable
{
    /// <summary>An id that belongs to nothing.</summary>
    public const string Nobody = "01234567-89ab-7cde-8f01-23456789abcd";

    private CrowdMindServer? _server;
    private Caller? _http;

    public CrowdMindServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public Caller Http => _http ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _server = await CrowdMindServer.StartAsync(settings);
        _http = new Caller(Server.BaseUri, credential: Credential);
        await PrepareAsync();
    }

    public async Task DisposeAsync()
    {
        await LeaveAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    public void Dispose()
    {
        _http?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What <see cref="Http"/> sends; null for nothing.</summary>
    protected virtual string? Credential => null;

    /// <summary>Makes what all tests find on the server.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Ends what <see cref="PrepareAsync"/> left open, while the server still runs.</summary>
    protected virtual Task LeaveAsync() => Task.CompletedTask;
}
