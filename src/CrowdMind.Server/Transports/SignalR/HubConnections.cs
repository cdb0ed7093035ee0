using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>SignalR's own keeping of connections, which also lets the hub reach a connection's output.</summary>
/// <param name="logger">SignalR's.</param>
/// <param name="watchers">Who watches datasets.</param>
internal sealed class HubConnections(ILogger<DefaultHubLifetimeManager<ExperimentHub>> logger, DatasetWatchers watchers)
    : DefaultHubLifetimeManager<ExperimentHub>(logger)
{
    /// <inheritdoc/>
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[typeof(HubConnection)] = new HubConnection(connection, watchers);
        return base.OnConnectedAsync(connection);
    }
}
