using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Samples;

/// <summary>A server that asks for credentials, for the tests of a class.</summary>
public sealed class GuardedServer : IAsyncLifetime, IDisposable
{
    private CrowdMindServer? _server;
    private RestClient? _admin;

    /// <summary>The API with its prefix.</summary>
    public string Api => $"{(_server ?? throw new InvalidOperationException("No server yet.")).BaseUri}api/v1";

    /// <summary>What an admin may do.</summary>
    public RestClient Admin => _admin ?? throw new InvalidOperationException("No server yet.");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _server = await CrowdMindServer.StartAsync(KnownKeys.Settings);
        _admin = new RestClient(_server.BaseUri, KnownKeys.Admin);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _admin?.Dispose();
}
