using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace CrowdMind.Server.Api;

/// <summary>Gives every refusal the one shape, also those that no route of ours made.</summary>
internal static class Refusals
{
    /// <summary>To stand first in the pipeline.</summary>
    public static void UseRefusals(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(pages =>
        {
            var (request, response) = (pages.HttpContext.Request, pages.HttpContext.Response);
            var message = response.StatusCode switch
            {
                StatusCodes.Status404NotFound => $"There is nothing at {request.Path}; /docs lists what there is.",
                StatusCodes.Status405MethodNotAllowed =>
                    $"{request.Path} does not take {request.Method}; it takes {response.Headers.Allow}.",
                StatusCodes.Status415UnsupportedMediaType =>
                    $"The content type '{request.ContentType}' is not read here; send application/json, or "
                    + "application/x-ndjson where many reactions are taken, or multipart/form-data where a file is.",
                var status => ReasonPhrases.GetReasonPhrase(status) + ".",
            };
            return new Problem(response.StatusCode, message).ExecuteAsync(pages.HttpContext);
        });
    }
}
