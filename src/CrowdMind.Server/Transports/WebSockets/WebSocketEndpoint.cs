using System.Security.Cryptography;
using System.Text;
using CrowdMind.Feeds;
using CrowdMind.Recording;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>The plain WebSocket of an experiment: events down, reactions up, one JSON object a text frame.</summary>
/// <param name="feeds">The way to follow logs.</param>
/// <param name="writer">The way to write them.</param>
/// <param name="publishing">How reactions are read.</param>
/// <param name="heartbeat">Keeps quiet sockets open and finds dead ones.</param>
internal sealed class WebSocketEndpoint(
    FeedRegistry feeds, LogWriter writer, Publishing publishing, SocketHeartbeat heartbeat)
{
    // RFC 6455, section 4.2.2: what a server adds to the client's key.
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Maps the route. WebSockets must be enabled for the application, which checks handshakes.</summary>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/ws/experiments/{id}", (string id, HttpContext context, WebSocketEndpoint endpoint) =>
            endpoint.HandleAsync(id, context)).ExcludeFromDescription();

    private async Task<IResult> HandleAsync(string id, HttpContext context)
    {
        if (!PathValues.TryId<ExperimentId>(id, "experiment_id", out var experimentId, out var problem)
            || !PathValues.TryAfter(context.Request.Query["after"], out var after, out problem))
            return problem!;
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.SecWebSocketVersion = "13";
            return Problem.Malformed("This address speaks WebSocket (RFC 6455); send an upgrade request, version 13.");
        }

        var outcome = await feeds.SubscribeAsync(experimentId, after, context.RequestAborted);
        if (outcome is not SubscribeOutcome.Subscribed { Subscription: var subscription })
            return Problem.From(outcome, experimentId);
        await HandOverAsync(context, subscription, connection => ServeAsync(connection, experimentId, after, subscription));
        return TypedResults.Empty;
    }

    private static async Task HandOverAsync(HttpContext context, Subscription subscription, ConnectionDelegate successor)
    {
        try
        {
            var headers = context.Response.Headers;
            headers.Upgrade = "websocket";
            headers.SecWebSocketAccept = AcceptKey(context.Request.Headers.SecWebSocketKey.ToString());
            await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
            context.Features.GetRequiredFeature<Takeover>().By(successor);
        }
        catch
        {
            subscription.Dispose();
            throw;
        }
    }

    private Task ServeAsync(ConnectionContext connection, ExperimentId experimentId, Seq? after, Subscription subscription)
    {
        var output = new SharedOutput(connection.Transport.Output, connection.Features.Get<SocketOutput>());
        var acks = new ReactionAcks(experimentId, writer, publishing, output);
        var session = new WebSocketSession(connection, output, subscription, acks, publishing);
        var welcome = after is { } cursor ? SubscribedFrame(experimentId, cursor, subscription.Head) : null;
        return session.RunAsync(welcome, heartbeat);
    }

#pragma warning disable CA5350 // The RFC asks for SHA-1, and nothing is protected by it.
    private static string AcceptKey(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key.Trim() + KeySuffix)));
#pragma warning restore CA5350

    private static byte[] SubscribedFrame(ExperimentId id, Seq after, Seq head) => TextFrames.One(Encoding.ASCII.GetBytes(
        $"{{\"type\":\"subscribed\",\"experiment_id\":\"{id}\",\"after\":{after},\"head\":{head}}}"));
}
