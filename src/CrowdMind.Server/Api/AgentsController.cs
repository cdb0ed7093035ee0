using CrowdMind.Agents;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;
using CrowdMind.Watches;

namespace CrowdMind.Server.Api;

/// <summary>The agents of the crowd.</summary>
internal static class AgentsController
{
    private static readonly string[] PatchTypes = ["application/merge-patch+json", "application/json"];

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var agents = api.MapGroup("/agents").WithTags("agents");
        agents.MapPost("", CreateAsync).Requires(Permission.Edit).Describe("createAgent", "Make an agent.", 400, 413, 415, 422)
            .Accepts<AgentRequest>("application/json").Produces<Agent>(201);
        agents.MapGet("", ListAsync).Requires(Permission.Read).Describe("listAgents", "List agents, newest first.", 422)
            .Produces<IReadOnlyList<Agent>>();
        agents.MapGet("/{id}", GetAsync).Requires(Permission.ReadAgent).Describe("getAgent", "Get an agent.", 404, 422).Produces<Agent>();
        agents.MapPatch("/{id}", PatchAsync)
            .Requires(Permission.Edit).Describe("changeAgent", "Change an agent by a merge patch (RFC 7396).", 400, 404, 413, 415, 422)
            .Accepts<AgentPatchRequest>(PatchTypes[0], PatchTypes[1..]).Produces<Agent>();
        agents.MapDelete("/{id}", DeleteAsync)
            .Requires(Permission.Edit).Describe("deleteAgent", "Delete an agent; what it said stays in the logs.", 404, 422).Produces(204);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, IAgentStore agents, TimeProvider time, CancellationToken cancellationToken)
    {
        var (json, refused) = await JsonBody.ReadAsync(context.Request, Limits.DocumentBytes, cancellationToken);
        if (refused is not null)
            return refused;
        if (!JsonBody.TryParse(json, out var fields, out var problem))
            return problem!;
        var agent = AgentFields.Read(fields, time);
        if (fields.Problem is { } invalid)
            return invalid;
        await agents.AddAsync(agent, cancellationToken);
        return TypedResults.Created($"{context.Request.Path}/{agent.Id}", agent);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        IAgentStore agents,
        string? type,
        [Microsoft.AspNetCore.Mvc.FromQuery(Name = "model_id")] string? modelId,
        string? limit,
        string? offset,
        CancellationToken cancellationToken)
    {
        if (!PathValues.TrySlice(limit, offset, out var slice, out var problem)
            || !AgentFields.TryFilter(type, modelId, out var filter, out problem))
            return problem!;
        return HttpLists.Answer(context, await agents.ListAsync(filter, slice, cancellationToken), slice, WireJson.Web.IReadOnlyListAgent);
    }

    private static async Task<IResult> GetAsync(string id, IAgentStore agents, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<AgentId>(id, "agent_id", out var agentId, out var problem))
            return problem!;
        return await agents.FindAsync(agentId, cancellationToken) is { } agent
            ? TypedResults.Ok(agent)
            : Problem.AgentNotFound(agentId);
    }

    private static async Task<IResult> PatchAsync(
        string id, HttpRequest request, IAgentStore agents, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<AgentId>(id, "agent_id", out var agentId, out var problem))
            return problem!;
        var (json, refused) = await JsonBody.ReadAsync(request, PatchTypes, Limits.DocumentBytes, cancellationToken);
        if (refused is not null)
            return refused;
        if (!JsonBody.TryParse(json, out var fields, out problem))
            return problem!;
        var change = AgentFields.ReadPatch(fields);
        if (fields.Problem is { } invalid)
            return invalid;
        return await agents.ChangeAsync(agentId, change, cancellationToken) switch
        {
            ChangeAgentOutcome.Changed changed => TypedResults.Ok(changed.Agent),
            ChangeAgentOutcome.Declined => Problem.TooLarge("What the traits would become", Limits.DocumentBytes),
            _ => Problem.AgentNotFound(agentId),
        };
    }

    private static async Task<IResult> DeleteAsync(
        string id, IAgentStore agents, AgentWatches watches, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<AgentId>(id, "agent_id", out var agentId, out var problem))
            return problem!;
        if (!await agents.DeleteAsync(agentId, cancellationToken))
            return Problem.AgentNotFound(agentId);
        watches.Changed(agentId);
        return TypedResults.NoContent();
    }
}
