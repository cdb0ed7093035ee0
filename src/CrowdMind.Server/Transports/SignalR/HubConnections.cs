using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>SignalR's own keeping of connections, which also lets the hub reach a connection's output.</summary>
/// <param name="logger">SignalR's.</param>
internal sealed class HubConnections(ILogger<DefaultHubLifetimeManager<ExperimentHub>> logger)
    : DefaultHubLifetimeManager<ExperimentHub>(logger)
{
    /// <inheritdoc/>
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[typeof(HubConnection)] = new HubConnection(connection);
        return base.OnConnectedAsync(connection);
    }
}
