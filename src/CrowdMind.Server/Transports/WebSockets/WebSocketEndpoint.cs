using System.Text;
using CrowdMind.Feeds;
using CrowdMind.Recording;
using CrowdMind.Server.Access;
using CrowdMind.Server.Admission;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Connections;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>The plain WebSocket of an experiment: events down, reactions up, one JSON object a text frame.</summary>
/// <param name="feeds">The way to follow logs.</param>
/// <param name="writer">The way to write them.</param>
/// <param name="publishing">How reactions are read.</param>
/// <param name="rates">How fast they may come.</param>
/// <param name="heartbeat">Keeps quiet sockets open and finds dead ones.</param>
/// <param name="access">Lets sockets last as long as their credentials.</param>
internal sealed class WebSocketEndpoint(
    FeedRegistry feeds, LogWriter writer, Publishing publishing, PublishRates rates, SocketHeartbeat heartbeat, SocketAccess access)
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/ws/experiments/{id}", (string id, HttpContext context, WebSocketEndpoint endpoint) =>
            endpoint.HandleAsync(id, context))
            .Requires(Permission.Follow).TakesTickets("experiments").ExcludeFromDescription();

    private async Task<IResult> HandleAsync(string id, HttpContext context)
    {
        if (!PathValues.TryId<ExperimentId>(id, "experiment_id", out var experimentId, out var problem)
            || !PathValues.TryAfter(context.Request.Query["after"], out var after, out problem))
            return problem!;
        if (Handshake.Check(context) is { } refused)
            return refused;
        var outcome = await feeds.SubscribeAsync(experimentId, after, context.RequestAborted);
        if (outcome is not SubscribeOutcome.Subscribed { Subscription: var subscription })
            return Problem.From(outcome, experimentId);
        var (caller, from) = (CallerPrincipal.Of(context.User), ClientNetwork.Of(context));
        await Handshake.HandOverAsync(context, subscription, connection =>
        {
            var pass = access.Enter(caller, from, Permission.Follow, experimentId.ToString(), subscription.Revoke, experimentId);
            return ServeAsync(connection, experimentId, after, subscription, pass);
        });
        return TypedResults.Empty;
    }

    private Task ServeAsync(
        ConnectionContext connection, ExperimentId experimentId, Seq? after, Subscription subscription, SocketPass pass)
    {
        var output = new SharedOutput(connection.Transport.Output, connection.Features.Get<SocketOutput>());
        var acks = new ReactionAcks(experimentId, writer, publishing, rates, output, pass);
        var role = new ExperimentRole(output, subscription, acks, publishing, pass);
        var session = new WebSocketSession(connection, output, role, publishing.MessageLimit);
        var welcome = after is { } cursor ? SubscribedFrame(experimentId, cursor, subscription.Head) : null;
        return session.RunAsync(welcome, heartbeat);
    }

    private static byte[] SubscribedFrame(ExperimentId id, Seq after, Seq head) => TextFrames.One(Encoding.ASCII.GetBytes(
        $"{{\"type\":\"subscribed\",\"experiment_id\":\"{id}\",\"after\":{after},\"head\":{head}}}"));
}
