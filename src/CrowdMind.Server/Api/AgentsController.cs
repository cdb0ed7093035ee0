using CrowdMind.Agents;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api;

/// <summary>The agents of the crowd.</summary>
internal static class AgentsController
{
    private static readonly Dictionary<string, AgentType> Types = new()
    {
        ["digital"] = AgentType.Digital,
        ["physical"] = AgentType.Physical,
    };

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var agents = api.MapGroup("/agents").WithTags("agents");
        agents.MapPost("", CreateAsync).Describe("createAgent", "Make an agent.", 400, 413, 415, 422)
            .Accepts<AgentRequest>("application/json").Produces<Agent>(201);
        agents.MapGet("", ListAsync).Describe("listAgents", "List agents, newest first.", 422)
            .Produces<IReadOnlyList<Agent>>();
        agents.MapGet("/{id}", GetAsync).Describe("getAgent", "Get an agent.", 404, 422).Produces<Agent>();
        agents.MapDelete("/{id}", DeleteAsync)
            .Describe("deleteAgent", "Delete an agent; what it said stays in the logs.", 404, 422).Produces(204);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, IAgentStore agents, TimeProvider time, CancellationToken cancellationToken)
    {
        var (json, refused) = await JsonBody.ReadAsync(context.Request, Limits.DocumentBytes, cancellationToken);
        if (refused is not null)
            return refused;
        if (!JsonBody.TryParse(json, out var fields, out var problem))
            return problem!;
        var agent = new Agent(
            AgentId.New(time),
            fields.Text("name", Limits.NameCharacters),
            fields.Choice("type", Types),
            fields.Object("traits"),
            CurrentModelId: null,
            time.Now());
        if (fields.Problem is { } invalid)
            return invalid;
        await agents.AddAsync(agent, cancellationToken);
        return TypedResults.Created($"{context.Request.Path}/{agent.Id}", agent);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, IAgentStore agents, string? limit, string? offset, CancellationToken cancellationToken)
    {
        if (!PathValues.TrySlice(limit, offset, out var slice, out var problem))
            return problem!;
        return HttpLists.Answer(context, await agents.ListAsync(slice, cancellationToken), slice, WireJson.Web.IReadOnlyListAgent);
    }

    private static async Task<IResult> GetAsync(string id, IAgentStore agents, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<AgentId>(id, "agent_id", out var agentId, out var problem))
            return problem!;
        return await agents.FindAsync(agentId, cancellationToken) is { } agent
            ? TypedResults.Ok(agent)
            : Problem.AgentNotFound(agentId);
    }

    private static async Task<IResult> DeleteAsync(string id, IAgentStore agents, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<AgentId>(id, "agent_id", out var agentId, out var problem))
            return problem!;
        return await agents.DeleteAsync(agentId, cancellationToken)
            ? TypedResults.NoContent()
            : Problem.AgentNotFound(agentId);
    }
}
