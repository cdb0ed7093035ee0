using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>Names an operation in the OpenAPI document.</summary>
internal static class EndpointDescriptions
{
    /// <summary>What any operation can answer: its database may be away.</summary>
    private static readonly int[] Everywhere = [503];

    /// <summary>Gives the operation its id, its summary and the refusals it can answer, beside those that any can.</summary>
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder endpoint, string operationId, string summary, params int[] refusals)
    {
        foreach (var status in refusals.Union(Everywhere))
            endpoint.Produces<ProblemBody>(status, "application/problem+json");
        return endpoint.Call(operationId, summary);
    }

    /// <summary>Gives an operation that refuses nothing its id and its summary.</summary>
    public static RouteHandlerBuilder Call(this RouteHandlerBuilder endpoint, string operationId, string summary) =>
        endpoint.WithName(operationId).WithSummary(summary);
}
