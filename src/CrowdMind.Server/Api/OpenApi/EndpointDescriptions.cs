using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>Names an operation in the OpenAPI document.</summary>
internal static class EndpointDescriptions
{
    /// <summary>Gives the operation its id, its summary and the refusals it can answer.</summary>
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder endpoint, string operationId, string summary, params int[] refusals)
    {
        endpoint.WithName(operationId).WithSummary(summary);
        foreach (var status in refusals)
            endpoint.Produces<ProblemBody>(status, "application/problem+json");
        return endpoint;
    }
}
