using CrowdMind.Keys;
using CrowdMind.Server.Access;
using CrowdMind.Server.Wire;
using CrowdMind.Watches;
using Microsoft.AspNetCore.Connections;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>The plain WebSocket of an agent: what it is to run, one JSON object a text frame.</summary>
/// <param name="watches">The way to watch agents.</param>
/// <param name="answers">How that is written.</param>
/// <param name="heartbeat">Keeps quiet sockets open and finds dead ones.</param>
/// <param name="access">Lets sockets last as long as their credentials.</param>
internal sealed class AgentSocketEndpoint(
    AgentWatches watches, BootAnswers answers, SocketHeartbeat heartbeat, SocketAccess access)
{
    /// <summary>A client sends nothing longer than a credential.</summary>
    private const int MessageLimit = Limits.TokenCharacters + Limits.EnvelopeBytes;

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/ws/agents/{id}", (string id, HttpContext context, AgentSocketEndpoint endpoint) =>
            endpoint.HandleAsync(id, context))
            .Requires(Permission.ReadAgent).TakesTickets("agents").ExcludeFromDescription();

    private async Task<IResult> HandleAsync(string id, HttpContext context)
    {
        if (!PathValues.TryId<AgentId>(id, "agent_id", out var agentId, out var problem))
            return problem!;
        if (Handshake.Check(context) is { } refused)
            return refused;
        switch (await watches.WatchAsync(agentId, context.RequestAborted))
        {
            case WatchOutcome.Watching(var watch):
                var caller = CallerPrincipal.Of(context.User);
                var client = answers.AddressOf(context.Request);
                await Handshake.HandOverAsync(context, watch, connection => ServeAsync(connection, watch, client, caller));
                return TypedResults.Empty;
            case WatchOutcome.Draining:
                return Problem.Draining();
            default:
                return Problem.AgentNotFound(agentId);
        }
    }

    private Task ServeAsync(ConnectionContext connection, AgentWatch watch, ClientAddress client, Caller caller)
    {
        var pass = access.Enter(caller, Permission.ReadAgent, watch.AgentId.ToString(), watch.Revoke);
        var output = new SharedOutput(connection.Transport.Output, connection.Features.Get<SocketOutput>());
        var session = new WebSocketSession(connection, output, new AgentRole(output, watch, client, pass), MessageLimit);
        return session.RunAsync(welcome: null, heartbeat);
    }
}
