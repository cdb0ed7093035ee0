using CrowdMind.Server.Access;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>The OpenAPI 3.1 document and the pages that show it, all served from here.</summary>
internal static class OpenApiDocument
{
    private const string DocumentName = "v1";
    /// <summary>The name of the scheme of API keys and tokens.</summary>
    public const string Bearer = "bearer";

    private const string DocumentPath = "/openapi.json";

    // The pages' own scripts want inline code and a worker; nothing may come from or go to anywhere else.
    private const string PagePolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "worker-src 'self' blob:; frame-ancestors 'none'";

    /// <summary>Adds what makes the document.</summary>
    public static IServiceCollection AddServerOpenApi(this IServiceCollection services, ServerIdentity identity) =>
        services.AddOpenApi(DocumentName, openApi =>
        {
            openApi.AddSchemaTransformer<WireSchemas>();
            openApi.AddOperationTransformer<OperationDetails>();
            openApi.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = identity.App;
                document.Info.Version = identity.Version;
                document.Info.Description =
                    "The real-time hub of a crowd simulation: agents publish reactions to experiments, subscribers follow "
                    + "their logs. An answered reaction is on the disk, numbered without gaps, and reaches every subscriber "
                    + "once and in order. Live transports beside this API: the WebSockets ws/experiments/{id} and "
                    + "ws/agents/{id} under the same prefix, and the SignalR hub at /hubs/experiments.";

                // The paths are relative to wherever the document was fetched from.
                document.Servers = [new() { Url = "/" }];
                document.Components ??= new OpenApiComponents();
                document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = Bearer,
                    Description = "An API key, or a token (JWT) of the issuer that this server trusts.",
                });

                // Shared by all who have one; that it may be null stands where it is referred to.
                foreach (var id in document.Components.Schemas?.Values.OfType<OpenApiSchema>().Where(schema => schema.Format == "uuid") ?? [])
                    id.Type &= ~JsonSchemaType.Null;
                foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
                    tag.Description = Tags.Meaning(tag.Name);
                return Task.CompletedTask;
            });
        });

    /// <summary>The document's text, of an application that need not be started.</summary>
    public static async Task<string> WriteOpenApiAsync(this WebApplication app)
    {
        // What a start would do last: it makes the mapped routes known to whoever describes them.
        app.UseRouting().UseEndpoints(static _ => { });
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocumentName).GetOpenApiDocumentAsync();
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
    }

    /// <summary>Maps the document and the pages.</summary>
    public static void MapServerOpenApi(this WebApplication app)
    {
        app.MapOpenApi(DocumentPath).Requires(Permission.Open).ExcludeFromDescription();

        // A branch, so that other requests, some of which stay for days, do not sit inside these pages' middleware.
        app.MapWhen(IsPage, pages =>
        {
            pages.Use((context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = PagePolicy;
                return next(context);
            });
            pages.UseSwaggerUI(page =>
            {
                page.RoutePrefix = "docs";
                page.DocumentTitle = "CrowdMind API";
                page.SwaggerEndpoint(DocumentPath, DocumentName);
            });
            pages.UseReDoc(page =>
            {
                page.RoutePrefix = "redoc";
                page.DocumentTitle = "CrowdMind API";
                page.SpecUrl = DocumentPath;
                page.IndexStream = static () =>
                    typeof(OpenApiDocument).Assembly.GetManifestResourceStream("CrowdMind.Server.Api.OpenApi.redoc.html")
                    ?? throw new InvalidOperationException("The embedded page redoc.html is missing from the build.");
            });
        });
    }

    private static bool IsPage(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/docs") || context.Request.Path.StartsWithSegments("/redoc");
}
