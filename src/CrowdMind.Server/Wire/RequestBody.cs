using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;

namespace CrowdMind.Server.Wire;

/// <summary>Reads bodies that may be cut off.</summary>
internal static class RequestBody
{
    /// <summary>Reads on in a body. When it was cut off, its connection ends with the request.</summary>
    /// <exception cref="BadHttpRequestException">The body is cut off or is no body.</exception>
    public static async ValueTask<ReadResult> ReadBodyAsync(this HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.BodyReader.ReadAsync(cancellationToken);
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException)
        {
            // Else Kestrel looks for another request behind it, fails, and says so in a warning for every such client.
            request.HttpContext.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            throw;
        }
    }
}
