using CrowdMind.Agents;
using CrowdMind.Experiments;
using CrowdMind.Keys;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api;

/// <summary>Tickets, with which browsers open sockets and event streams.</summary>
internal static class TicketsController
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/experiments/{id}/tickets", ForExperimentAsync).WithTags("experiments")
            .Describe("createExperimentTicket", "Make a ticket for the WebSocket or the event stream of an experiment.", 404, 422)
            .Requires(Permission.Follow).Produces<TicketResponse>(201);
        api.MapPost("/agents/{id}/tickets", ForAgentAsync).WithTags("agents")
            .Describe("createAgentTicket", "Make a ticket for the WebSocket of an agent.", 404, 422)
            .Requires(Permission.ReadAgent).Produces<TicketResponse>(201);
    }

    private static async Task<IResult> ForExperimentAsync(
        string id, HttpContext context, IExperimentStore experiments, Tickets tickets, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<ExperimentId>(id, "experiment_id", out var experimentId, out var problem))
            return problem!;
        return await experiments.FindAsync(experimentId, cancellationToken) is null
            ? Problem.ExperimentNotFound(experimentId)
            : await AddAsync(context, "experiments", id, tickets);
    }

    private static async Task<IResult> ForAgentAsync(
        string id, HttpContext context, IAgentStore agents, Tickets tickets, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<AgentId>(id, "agent_id", out var agentId, out var problem))
            return problem!;
        return await agents.FindAsync(agentId, cancellationToken) is null
            ? Problem.AgentNotFound(agentId)
            : await AddAsync(context, "agents", id, tickets);
    }

    private static async Task<IResult> AddAsync(HttpContext context, string kind, string id, Tickets tickets)
    {
        var caller = CallerPrincipal.Of(context.User);
        var (spelling, expiresAt) = await tickets.AddAsync(Ticket.SubjectOf(kind, id), caller, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new TicketResponse(spelling, expiresAt), WireJson.Web.TicketResponse, statusCode: StatusCodes.Status201Created);
    }
}
