using CrowdMind.Agents;
using CrowdMind.Keys;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrowdMind.Server.Api;

/// <summary>The API keys, and who the caller is.</summary>
/// <param name="options">Whether they mean anything.</param>
/// <param name="keys">The way to make and revoke them.</param>
/// <param name="store">The way to read them.</param>
/// <param name="agents">What keys are bound to.</param>
/// <param name="time">The clock.</param>
internal sealed class KeysController(AccessOptions options, ApiKeys keys, IKeyStore store, IAgentStore agents, TimeProvider time)
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/keys").WithTags("keys");
        group.MapPost("", static (HttpContext context, KeysController here) => here.CreateAsync(context))
            .Describe("createKey", "Make an API key; its spelling is told only in this answer.", 400, 404, 409, 413, 415, 422)
            .Requires(Permission.Administer).Accepts<KeyRequest>("application/json").Produces<KeyResponse>(201);
        group.MapGet("", static (HttpContext context, string? limit, string? offset, KeysController here) =>
                here.ListAsync(context, limit, offset))
            .Describe("listKeys", "List the API keys, newest first, without their spelling.", 422)
            .Requires(Permission.Administer).Produces<IReadOnlyList<ApiKey>>();
        group.MapGet("/{id}", static (string id, KeysController here, CancellationToken cancellationToken) =>
                here.GetAsync(id, cancellationToken))
            .Describe("getKey", "Get an API key, without its spelling.", 404, 422)
            .Requires(Permission.Administer).Produces<ApiKey>();
        group.MapDelete("/{id}", static (string id, KeysController here, CancellationToken cancellationToken) =>
                here.RevokeAsync(id, cancellationToken))
            .Describe("revokeKey", "Revoke an API key; its live connections end within seconds.", 404, 422)
            .Requires(Permission.Administer).Produces(204);
        api.MapGet("/me", static (HttpContext context) => Me(context)).WithTags("keys")
            .Describe("getMe", "Who the credential says that you are, and what you may do.")
            .Requires(Permission.Connect).Produces<CallerResponse>();
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        if (!options.IsRequired)
            return Problem.KeysMeanNothing();
        var aborted = context.RequestAborted;
        var (json, refused) = await JsonBody.ReadAsync(context.Request, Limits.EnvelopeBytes, aborted);
        if (refused is not null)
            return refused;
        if (!JsonBody.TryParse(json, out var fields, out var problem))
            return problem!;
        var wanted = KeyFields.Read(fields, time);
        if (fields.Problem is { } invalid)
            return invalid;
        if (wanted.AgentId is { } agent && await agents.FindAsync(agent, aborted) is null)
            return Problem.AgentNotFound(agent);
        var (key, spelling) = await keys.AddAsync(wanted.Name, wanted.Role, wanted.AgentId, wanted.ExpiresAt, aborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created(
            $"{context.Request.Path}/{key.Id}",
            new KeyResponse(key.Id, key.Name, key.Role, key.AgentId, key.CreatedAt, key.ExpiresAt, spelling));
    }

    private async Task<IResult> ListAsync(HttpContext context, string? limit, string? offset) =>
        PathValues.TrySlice(limit, offset, out var slice, out var problem)
            ? HttpLists.Answer(
                context, await store.ListAsync(slice, context.RequestAborted), slice, WireJson.Web.IReadOnlyListApiKey)
            : problem!;

    private async Task<IResult> GetAsync(string id, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<KeyId>(id, "key_id", out var keyId, out var problem))
            return problem!;
        return await store.FindAsync(keyId, cancellationToken) is { } stored
            ? TypedResults.Ok(stored.Key)
            : Problem.KeyNotFound(keyId);
    }

    private async Task<IResult> RevokeAsync(string id, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<KeyId>(id, "key_id", out var keyId, out var problem))
            return problem!;
        return await keys.RevokeAsync(keyId, cancellationToken) ? TypedResults.NoContent() : Problem.KeyNotFound(keyId);
    }

    private static Ok<CallerResponse> Me(HttpContext context)
    {
        var caller = CallerPrincipal.Of(context.User);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new CallerResponse(caller.Name, caller.Role, caller.AgentId, caller.EndsAt));
    }
}
