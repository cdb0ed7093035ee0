using CrowdMind.Agents;
using CrowdMind.Deployments;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;
using CrowdMind.Watches;

namespace CrowdMind.Server.Api;

/// <summary>Which agents take part in an experiment. Who does not may publish all the same; who does is told of it.</summary>
internal static class ParticipantsController
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var agents = api.MapGroup("/experiments/{id}/agents").WithTags("experiments");
        agents.MapGet("", ListAsync).Requires(Permission.Read).Describe("listParticipants", "List the agents that take part, newest first.", 404, 422)
            .Produces<IReadOnlyList<Agent>>();
        agents.MapPut("/{agent_id}", JoinAsync).Requires(Permission.Edit).Describe("addParticipant", "Let an agent take part.", 404, 422).Produces(204);
        agents.MapDelete("/{agent_id}", LeaveAsync)
            .Requires(Permission.Edit).Describe("removeParticipant", "Let an agent take part no more.", 404, 422).Produces(204);
    }

    private static async Task<IResult> ListAsync(
        string id,
        HttpContext context,
        IDeploymentStore deployments,
        string? limit,
        string? offset,
        CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<ExperimentId>(id, "experiment_id", out var experimentId, out var problem)
            || !PathValues.TrySlice(limit, offset, out var slice, out problem))
            return problem!;
        return await deployments.ListAsync(experimentId, slice, cancellationToken) is { } listing
            ? HttpLists.Answer(context, listing, slice, WireJson.Web.IReadOnlyListAgent)
            : Problem.ExperimentNotFound(experimentId);
    }

    private static async Task<IResult> JoinAsync(
        string id,
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "agent_id")] string agent,
        IDeploymentStore deployments,
        AgentWatches watches,
        CancellationToken cancellationToken)
    {
        if (!TryIds(id, agent, out var experimentId, out var agentId, out var problem))
            return problem!;
        switch (await deployments.JoinAsync(experimentId, agentId, cancellationToken))
        {
            case JoinOutcome.NoExperiment:
                return Problem.ExperimentNotFound(experimentId);
            case JoinOutcome.NoAgent:
                return Problem.AgentNotFound(agentId);
            default:
                watches.Changed(agentId);
                return TypedResults.NoContent();
        }
    }

    private static async Task<IResult> LeaveAsync(
        string id,
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "agent_id")] string agent,
        IDeploymentStore deployments,
        AgentWatches watches,
        CancellationToken cancellationToken)
    {
        if (!TryIds(id, agent, out var experimentId, out var agentId, out var problem))
            return problem!;
        if (!await deployments.LeaveAsync(experimentId, agentId, cancellationToken))
            return Problem.NotTakingPart(experimentId, agentId);
        watches.Changed(agentId);
        return TypedResults.NoContent();
    }

    private static bool TryIds(string experiment, string agent, out ExperimentId experimentId, out AgentId agentId, out Problem? problem)
    {
        agentId = default;
        return PathValues.TryId(experiment, "experiment_id", out experimentId, out problem)
            && PathValues.TryId(agent, "agent_id", out agentId, out problem);
    }
}
