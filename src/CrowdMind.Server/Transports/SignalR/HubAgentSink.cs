using CrowdMind.Server.Wire;
using CrowdMind.Watches;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>One watched agent of one hub connection.</summary>
/// <param name="connection">The connection.</param>
/// <param name="agentId">The agent.</param>
/// <param name="client">Where the client reaches the server.</param>
/// <param name="time">The clock.</param>
internal sealed class HubAgentSink(HubConnectionContext connection, AgentId agentId, ClientAddress client, TimeProvider time)
    : IAgentSink
{
    /// <summary>The event that clients receive, with the agent's id and the message.</summary>
    public const string EventName = "ReceiveAgent";

    /// <inheritdoc/>
    public async ValueTask SendAsync(AgentView view, AgentView? told)
    {
        if (connection.ConnectionAborted.IsCancellationRequested)
            throw new IOException("The connection is gone.");
        if (view.Tag != told?.Tag)
            await WriteAsync(AgentMessages.Boot(view, client));
        if (view.Reported is not null && view.Reported != told?.Reported)
            await WriteAsync(AgentMessages.Reported(view));
    }

    /// <inheritdoc/>
    public void End(WatchEnd end)
    {
        // A connection that is closing because the server stops is told so by SignalR.
        if (end == WatchEnd.AgentDeleted)
            _ = WriteAsync(AgentMessages.Deleted(agentId, time.Now())).AsTask();
    }

    private ValueTask WriteAsync(byte[] message) =>
        connection.WriteAsync(new InvocationMessage(EventName, [agentId.ToString(), RawJson.FromUtf8(message)]));
}
