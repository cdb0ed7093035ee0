using CrowdMind.Server.Access;
using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>SignalR's own keeping of connections, which also lets the hub reach a connection's output.</summary>
/// <param name="logger">SignalR's.</param>
/// <param name="watched">The datasets that are watched.</param>
/// <param name="sessions">What ends connections whose credentials have ended.</param>
/// <param name="time">The clock.</param>
internal sealed class HubConnections(
    ILogger<DefaultHubLifetimeManager<ExperimentHub>> logger, WatchedDatasets watched, Sessions sessions, TimeProvider time)
    : DefaultHubLifetimeManager<ExperimentHub>(logger)
{
    /// <inheritdoc/>
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[typeof(HubConnection)] = new HubConnection(connection, watched, sessions, time);
        return base.OnConnectedAsync(connection);
    }
}
