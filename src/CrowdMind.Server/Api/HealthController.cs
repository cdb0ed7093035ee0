using CrowdMind.Feeds;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrowdMind.Server.Api;

/// <summary>How the server is, for people, load balancers and orchestrators.</summary>
internal static class HealthController
{
    private const string Ok = "ok", Degraded = "degraded", Unavailable = "unavailable", Draining = "draining";

    /// <summary>Maps the routes.</summary>
    /// <param name="routes">Where: they stand at the root and under the prefix.</param>
    /// <param name="suffix">Keeps the operation ids of the two apart.</param>
    public static void Map(IEndpointRouteBuilder routes, string suffix)
    {
        var health = routes.MapGroup("/health").WithTags("health");
        health.MapGet("", Live).Requires(Permission.Open).Describe("getHealth" + suffix, "Whether the server runs.").Produces<HealthResponse>();
        health.MapGet("/live", Live)
            .Requires(Permission.Open).Describe("getLiveness" + suffix, "Whether the process runs, whatever it depends on.").Produces<HealthResponse>();
        health.MapGet("/ready", ReadyAsync)
            .Requires(Permission.Open).Describe("getReadiness" + suffix, "Whether the server can do its work, part by part; degraded is slower, and still 200.")
            .Produces<HealthResponse>().Produces<HealthResponse>(503);

        // Load balancers that probe with HEAD get the same answer without its body.
        health.MapMethods("", [HttpMethods.Head], Live).Requires(Permission.Open).ExcludeFromDescription();
        health.MapMethods("/live", [HttpMethods.Head], Live).Requires(Permission.Open).ExcludeFromDescription();
        health.MapMethods("/ready", [HttpMethods.Head], ReadyAsync).Requires(Permission.Open).ExcludeFromDescription();
    }

    private static Ok<HealthResponse> Live(ServerIdentity identity) => TypedResults.Ok(Response(identity, Ok, null));

    private static async Task<IResult> ReadyAsync(
        ServerIdentity identity, IEnumerable<IReadinessCheck> checks, FeedRegistry feeds, CancellationToken cancellationToken)
    {
        if (feeds.IsDraining)
            return NotReady(Response(identity, Draining, null));

        // All at once: a probe does not wait for the sum of what each part that is away takes to be found away.
        var answers = await Task.WhenAll(checks.Select(async check => (check.Name, Result: await CheckAsync(check, cancellationToken))));
        var results = answers.ToDictionary(answer => answer.Name, answer => answer.Result);
        var statuses = results.Values.Select(result => result.Status).ToHashSet();
        if (statuses.Contains(Unavailable))
            return NotReady(Response(identity, Unavailable, results));
        return TypedResults.Ok(Response(identity, statuses.Contains(Degraded) ? Degraded : Ok, results));
    }

    private static async Task<HealthCheckResponse> CheckAsync(IReadinessCheck check, CancellationToken cancellationToken)
    {
        try
        {
            await check.CheckAsync(cancellationToken);
            return new HealthCheckResponse(Ok, check.Engine, Message: null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new HealthCheckResponse(check.IsEssential ? Unavailable : Degraded, check.Engine, failure.Message);
        }
    }

    private static JsonHttpResult<HealthResponse> NotReady(HealthResponse body) =>
        TypedResults.Json(body, WireJson.Web.HealthResponse, statusCode: StatusCodes.Status503ServiceUnavailable);

    private static HealthResponse Response(
        ServerIdentity identity, string status, IReadOnlyDictionary<string, HealthCheckResponse>? checks) =>
        new(status, identity.App, identity.Env, identity.Version, checks);
}
