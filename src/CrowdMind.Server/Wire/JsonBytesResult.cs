namespace CrowdMind.Server.Wire;

/// <summary>An answer whose JSON is written already.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="json">The body.</param>
internal sealed class JsonBytesResult(int status, ReadOnlyMemory<byte> json) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        await response.BodyWriter.WriteAsync(json, httpContext.RequestAborted);
    }
}
