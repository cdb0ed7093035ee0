using CrowdMind.Server.Access;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using Microsoft.OpenApi;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>The OpenAPI 3.1 document and the pages that show it, all served from here.</summary>
internal static class OpenApiDocument
{
    private const string DocumentName = "v1";
    /// <summary>The name of the scheme of API keys and tokens.</summary>
    public const string Bearer = "bearer";

    private const string DocumentPath = "/openapi.json";
    private const string SwaggerPath = "/docs";
    private const string RedocPath = "/redoc";

    // Nothing comes from or goes to anywhere else.
    private const string Here = "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'; ";

    // The libraries put styles into the page: each one's own by its hash, which a new version of it may change. ReDoc's
    // others go into elements that are empty when they come, and have the hash of nothing.
    private static readonly StringValues SwaggerPolicy =
        Here + "style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

    private static readonly StringValues RedocPolicy =
        Here + "style-src 'self' 'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc=' "
        + "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; worker-src blob:";

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

        // Branches, so that other requests, some of which stay for days, do not sit inside these pages' middleware.
        app.MapWhen(static context => context.Request.Path.StartsWithSegments(SwaggerPath), pages => ServeSwagger(pages));
        app.MapWhen(static context => context.Request.Path.StartsWithSegments(RedocPath), pages => ServeRedoc(pages));
    }

    private static void ServeSwagger(IApplicationBuilder pages)
    {
        pages.UsePolicy(SwaggerPolicy);
        pages.UseSwaggerUI(static page =>
        {
            page.RoutePrefix = SwaggerPath[1..];
            page.DocumentTitle = "CrowdMind API";
            page.SwaggerEndpoint(DocumentPath, DocumentName);
        });
    }

    private static void ServeRedoc(IApplicationBuilder pages)
    {
        var parts = new EmbeddedFileProvider(typeof(OpenApiDocument).Assembly, "CrowdMind.Server.Api.OpenApi.Redoc");
        pages.UsePolicy(RedocPolicy);

        // Before the library's, whose page has inline code.
        pages.UseStaticFiles(new StaticFileOptions { FileProvider = parts, RequestPath = RedocPath });
        pages.UseReDoc(static page => page.RoutePrefix = RedocPath[1..]);
    }

    private static void UsePolicy(this IApplicationBuilder pages, StringValues policy) => pages.Use((context, next) =>
    {
        PageHeaders.Write(context.Response.Headers, policy);
        return next(context);
    });
}
