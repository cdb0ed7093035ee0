using CrowdMind.Server.Wire;
using CrowdMind.Watches;
using Microsoft.AspNetCore.Connections;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>The plain WebSocket of an agent: what it is to run, one JSON object a text frame.</summary>
/// <param name="watches">The way to watch agents.</param>
/// <param name="answers">How that is written.</param>
/// <param name="heartbeat">Keeps quiet sockets open and finds dead ones.</param>
internal sealed class AgentSocketEndpoint(AgentWatches watches, BootAnswers answers, SocketHeartbeat heartbeat)
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/ws/agents/{id}", (string id, HttpContext context, AgentSocketEndpoint endpoint) =>
            endpoint.HandleAsync(id, context)).ExcludeFromDescription();

    private async Task<IResult> HandleAsync(string id, HttpContext context)
    {
        if (!PathValues.TryId<AgentId>(id, "agent_id", out var agentId, out var problem))
            return problem!;
        if (Handshake.Check(context) is { } refused)
            return refused;
        switch (await watches.WatchAsync(agentId, context.RequestAborted))
        {
            case WatchOutcome.Watching(var watch):
                var client = answers.AddressOf(context.Request);
                await Handshake.HandOverAsync(context, watch, connection => ServeAsync(connection, watch, client));
                return TypedResults.Empty;
            case WatchOutcome.Draining:
                return Problem.Draining();
            default:
                return Problem.AgentNotFound(agentId);
        }
    }

    private Task ServeAsync(ConnectionContext connection, AgentWatch watch, ClientAddress client)
    {
        var output = new SharedOutput(connection.Transport.Output, connection.Features.Get<SocketOutput>());
        var session = new WebSocketSession(connection, output, new AgentRole(output, watch, client), Limits.EnvelopeBytes);
        return session.RunAsync(welcome: null, heartbeat);
    }
}
