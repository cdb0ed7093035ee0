using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using CrowdMind.Feeds;
using CrowdMind.Recording;
using CrowdMind.Server.Wire;
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
    // The heartbeat is ours.
    private static readonly WebSocketAcceptContext Accept = new() { KeepAliveInterval = TimeSpan.Zero };

    /// <summary>Maps the route. WebSockets must be enabled for the application.</summary>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/ws/experiments/{id}", (string id, HttpContext context, WebSocketEndpoint endpoint) =>
            endpoint.HandleAsync(id, context)).ExcludeFromDescription();

    /// <summary>Puts our upgrade under the framework's WebSocket handshake.</summary>
    public static Task ShareUpgrade(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
            context.Features.Set<IHttpUpgradeFeature>(new SharedUpgrade(context, upgrade));
        return next(context);
    }

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
        using (subscription)
            await ServeAsync(context, experimentId, after, subscription);
        return TypedResults.Empty;
    }

    private async Task ServeAsync(HttpContext context, ExperimentId experimentId, Seq? after, Subscription subscription)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync(Accept);
        if (context.Features.Get<IHttpUpgradeFeature>() is not SharedUpgrade { Stream: { } stream })
            throw new InvalidOperationException("The connection was not upgraded through the shared upgrade.");

        // A socket may stay for days; what its request said is not kept as long.
        context.Request.Headers.Clear();
        var acks = new ReactionAcks(experimentId, writer, publishing, stream.Output);
        using var session = new WebSocketSession(socket, stream, acks, publishing, context.Abort);
        var beat = heartbeat.Enter(session);
        try
        {
            if (after is { } cursor)
                await SendSubscribedAsync(stream.Output, experimentId, cursor, subscription.Head);
            subscription.Start(session);
            await session.ReceiveAsync();
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or ChannelClosedException or OperationCanceledException)
        {
            // The connection was lost or broke the protocol; the framework has answered what there was to answer.
        }
        finally
        {
            heartbeat.Leave(session, beat);
            await acks.CompleteAsync();
        }
    }

    private static async Task SendSubscribedAsync(SharedOutput output, ExperimentId id, Seq after, Seq head)
    {
        var text = $"{{\"type\":\"subscribed\",\"experiment_id\":\"{id}\",\"after\":{after},\"head\":{head}}}";
        var frame = new System.Buffers.ArrayBufferWriter<byte>(text.Length + 8);
        TextFrames.Write(frame, Encoding.ASCII.GetBytes(text));
        await output.WriteAsync(frame.WrittenMemory);
    }
}
