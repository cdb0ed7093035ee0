namespace CrowdMind.Server.Api;

/// <summary>The OpenAPI 3.1 document and the pages that show it, all served from here.</summary>
internal static class OpenApiDocument
{
    private const string DocumentName = "v1";
    private const string DocumentPath = "/openapi.json";

    /// <summary>Adds what makes the document.</summary>
    public static IServiceCollection AddServerOpenApi(this IServiceCollection services, string title) =>
        services.AddOpenApi(DocumentName, openApi =>
        {
            openApi.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = title;
                return Task.CompletedTask;
            });
        });

    /// <summary>Maps the document and the pages.</summary>
    public static void MapServerOpenApi(this WebApplication app)
    {
        app.MapOpenApi(DocumentPath);
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.SwaggerEndpoint(DocumentPath, DocumentName);
        });
    }
}
