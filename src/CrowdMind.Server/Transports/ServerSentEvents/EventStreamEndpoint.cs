using CrowdMind.Feeds;
using CrowdMind.Server.Access;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace CrowdMind.Server.Transports.ServerSentEvents;

/// <summary>The event stream of an experiment, for browsers' <c>EventSource</c> and for curl.</summary>
/// <param name="feeds">The way to follow logs.</param>
/// <param name="sessions">Ends streams whose credentials have ended.</param>
/// <param name="time">Paces the heartbeat.</param>
internal sealed class EventStreamEndpoint(FeedRegistry feeds, Sessions sessions, TimeProvider time)
{
    /// <summary>The header with which a browser comes back.</summary>
    private const string LastEventId = "Last-Event-ID";

    /// <summary>Maps the route.</summary>
    public static RouteHandlerBuilder Map(IEndpointRouteBuilder api) =>
        api.MapGet("/experiments/{id}/events", (
            string id, string? after, HttpContext context, EventStreamEndpoint endpoint, CancellationToken aborted) =>
            endpoint.HandleAsync(id, after, context, aborted));

    private async Task<IResult> HandleAsync(string id, string? after, HttpContext context, CancellationToken aborted)
    {
        var last = context.Request.Headers[LastEventId];
        var resumes = !string.IsNullOrEmpty(last);
        if (!PathValues.TryId<ExperimentId>(id, "experiment_id", out var experimentId, out var problem)
            || !PathValues.TryAfter(resumes ? last : after, out var cursor, out problem, resumes ? LastEventId : "after"))
            return problem!;
        var outcome = await feeds.SubscribeAsync(experimentId, cursor, aborted);
        if (outcome is not SubscribeOutcome.Subscribed { Subscription: var subscription })
            return Problem.From(outcome, experimentId);
        using (subscription)
        using (sessions.Enter(CallerPrincipal.Of(context.User), subscription.Revoke, () => [new(experimentId, subscription.Revoke)]))
            await ServeAsync(context, subscription, aborted);
        return TypedResults.Empty;
    }

    private async Task ServeAsync(HttpContext context, Subscription subscription, CancellationToken aborted)
    {
        // A subscriber that takes nothing is ours to judge, and gets longer than Kestrel would give it.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache, no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var output = new SharedOutput(context.Response.BodyWriter, context.Features.Get<SocketOutput>());
        var session = new EventStreamSession(output, context.Abort);
        try
        {
            await session.OpenAsync();
            subscription.Start(session);
            await session.KeepAliveAsync(time, aborted);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The client left.
        }
    }
}
