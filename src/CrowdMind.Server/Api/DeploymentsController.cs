using System.Text.Json;
using CrowdMind.Agents;
using CrowdMind.Deployments;
using CrowdMind.Models;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;
using CrowdMind.Watches;

namespace CrowdMind.Server.Api;

/// <summary>Which agent is to run which model, and what it says of it.</summary>
internal sealed class DeploymentsController(
    IAgentStore agents, IDeploymentStore deployments, IModelStore models, Boots boots, BootAnswers answers, AgentWatches watches, TimeProvider time)
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var agents = api.MapGroup("/agents/{id}").WithTags("agents");
        agents.MapPost("/assign-model/{reference}", static (
                string id, string reference, string? force, HttpContext context, DeploymentsController here) =>
                here.AssignAsync(id, force, context))
            .Requires(Permission.Edit).Describe("assignModel", "Give an agent a model, by its id or as name@alias.", 404, 409, 422)
            .Produces<AssignmentResponse>();
        agents.MapPost("/unassign-model", static (string id, DeploymentsController here, CancellationToken cancellationToken) =>
                here.UnassignAsync(id, cancellationToken))
            .Requires(Permission.Edit).Describe("unassignModel", "Take its model from an agent.", 404, 422).Produces<AssignmentResponse>();
        agents.MapDelete("/model", static (string id, DeploymentsController here, CancellationToken cancellationToken) =>
                here.UnassignAsync(id, cancellationToken))
            .Requires(Permission.Edit).Describe("deleteAgentModel", "Take its model from an agent.", 404, 422).Produces<AssignmentResponse>();
        agents.MapGet("/model", static (string id, HttpContext context, DeploymentsController here) =>
                here.GetAsync(id, context))
            .Requires(Permission.ReadAgent).Describe("getAgentModel", "Everything an agent needs to start, in one answer.", 404, 422, 503)
            .Produces<BootResponse>().Produces(304);
        agents.MapPost("/model-status", static (
                string id, HttpRequest request, DeploymentsController here, CancellationToken cancellationToken) =>
                here.ReportAsync(id, request, cancellationToken))
            .Requires(Permission.Report).Describe("reportModel", "Tell how far an agent is with a model.", 400, 404, 413, 415, 422)
            .Accepts<ModelStatusRequest>("application/json").Produces<ModelStatusResponse>();
    }

    private async Task<IResult> AssignAsync(string id, string? force, HttpContext context)
    {
        var aborted = context.RequestAborted;
        if (!PathValues.TryId<AgentId>(id, "agent_id", out var agentId, out var problem)
            || !ModelPaths.TryReference(context.Request, 0, out var reference, out problem)
            || !PathValues.TryFlag(force, "force", out var forced, out problem))
            return problem!;
        if (await agents.FindAsync(agentId, aborted) is null)
            return Problem.AgentNotFound(agentId);
        if (await models.FindAsync(reference, aborted) is not { } model)
            return Problem.ModelNotFound(reference);
        if (model.File is null)
            return Problem.ModelWithoutFile(model.Id);
        var outcome = await deployments.AssignAsync(agentId, model, forced, time.Now(), aborted);
        if (outcome is AssignOutcome.Assigned)
            watches.Changed(agentId);
        return outcome switch
        {
            AssignOutcome.Assigned => TypedResults.Ok(new AssignmentResponse(agentId, model.Id, $"{model.Name}, version {model.Version}, was assigned.")),
            AssignOutcome.NoModel => Problem.ModelNotFound(reference),
            AssignOutcome.DoesNotFit unfit => Problem.DoesNotFit(unfit.Misfit, model, agentId),
            _ => Problem.AgentNotFound(agentId),
        };
    }

    private async Task<IResult> UnassignAsync(string id, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<AgentId>(id, "agent_id", out var agentId, out var problem))
            return problem!;
        if (!await deployments.UnassignAsync(agentId, cancellationToken))
            return Problem.AgentNotFound(agentId);
        watches.Changed(agentId);
        return TypedResults.Ok(new AssignmentResponse(agentId, ModelId: null, "The agent has no model assigned."));
    }

    private async Task<IResult> GetAsync(string id, HttpContext context)
    {
        if (!PathValues.TryId<AgentId>(id, "agent_id", out var agentId, out var problem))
            return problem!;
        if (await boots.FindAsync(agentId, context.RequestAborted) is not { } deployment)
            return Problem.AgentNotFound(agentId);
        context.Response.Headers.CacheControl = "private, no-cache";
        if (EntityTags.IsKnown(context, EntityTags.Weak(deployment.Tag())))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        if (await boots.CompleteAsync(deployment, context.RequestAborted) is not { } boot)
            return Problem.AgentNotFound(agentId);
        if (boot is { Model: { } model, Download: null })
            return Problem.ModelFileLost(model.Id);
        context.Response.Headers.ETag = EntityTags.Weak(boot.Deployment.Tag()).ToString();

        // With its length, which small clients want to know before.
        var answer = BootAnswers.Answer(boot, answers.AddressOf(context.Request));
        return new JsonBytesResult(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(answer, WireJson.Web.BootResponse));
    }

    private async Task<IResult> ReportAsync(string id, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<AgentId>(id, "agent_id", out var agentId, out var problem))
            return problem!;
        var (json, refused) = await JsonBody.ReadAsync(request, Limits.DocumentBytes, cancellationToken);
        if (refused is not null)
            return refused;
        if (!JsonBody.TryParse(json, out var fields, out problem))
            return problem!;
        var report = AgentFields.ReadReport(fields, time);
        if (fields.Problem is { } invalid)
            return invalid;
        if (!await deployments.ReportAsync(agentId, report, cancellationToken)
            || await boots.FindAsync(agentId, cancellationToken) is not { } deployment)
            return Problem.AgentNotFound(agentId);
        watches.Changed(agentId);
        return TypedResults.Ok(new ModelStatusResponse(agentId, deployment.Desired, report));
    }
}
