using CrowdMind.Feeds;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace CrowdMind.Server.Hosting;

/// <summary>
/// What a stopping server does with requests on connections it has: they are answered, and the connection is closed, so
/// that a proxy's next one goes to another instance. Only new subscribers are sent there at once; the feeds refuse those
/// that ask for a log, this refuses the hub's, who have not asked yet.
/// </summary>
/// <param name="feeds">They know when the server is stopping.</param>
/// <param name="hubPath">Where the hub is.</param>
internal sealed class DrainingRequests(FeedRegistry feeds, PathString hubPath)
{
    /// <summary>Handles a request.</summary>
    public Task HandleAsync(HttpContext context, Func<Task> next)
    {
        if (!feeds.IsDraining)
            return next();
        context.Response.Headers.Connection = "close";
        return IsNewHubConnection(context) ? Problem.Draining().ExecuteAsync(context) : next();
    }

    private bool IsNewHubConnection(HttpContext context) =>
        context.Request.Path.StartsWithSegments(hubPath, out var rest)
        && (rest == "/negotiate" || context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true });
}
