using CrowdMind.Server.Access;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Http.Metadata;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>Names an operation in the OpenAPI document.</summary>
internal static class EndpointDescriptions
{
    private const string ProblemType = "application/problem+json";

    private static readonly int[] WhenNotLetIn =
    [
        StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status503ServiceUnavailable,
    ];

    /// <summary>Gives the operation its id, its summary and the refusals it can answer.</summary>
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder endpoint, string operationId, string summary, params int[] refusals)
    {
        endpoint.WithName(operationId).WithSummary(summary);
        foreach (var status in refusals)
            endpoint.Produces<ProblemBody>(status, ProblemType);
        endpoint.Finally(DescribeAccess);
        return endpoint;
    }

    /// <summary>Adds what whoever is not let in is answered.</summary>
    private static void DescribeAccess(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<RequiresAttribute>().Single() is { Permission: Permission.Open })
            return;
        var known = endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Select(one => one.StatusCode).ToHashSet();
        foreach (var status in WhenNotLetIn.Where(status => !known.Contains(status)))
            endpoint.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemBody), [ProblemType]));
    }
}
