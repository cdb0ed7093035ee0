using CrowdMind.Server.Access;
using CrowdMind.Server.Wire;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace CrowdMind.Server.Pages;

/// <summary>
/// The dashboard, as it was built into the folder <c>dashboard</c> beside the program; where it was not, a page that says how
/// to get it. Its parts have their content's hash in their names, so a browser keeps them; only the page itself is asked for.
/// </summary>
internal static class Dashboard
{
    private const string Page = "/index.html";
    private const string Parts = "/assets";
    private const string SettingsPath = "/dashboard.json";
    private const string Kept = "public, max-age=31536000, immutable";
    private const string AskedFor = "no-cache";

    // 'self' of connect-src covers WebSockets to the same host (Content Security Policy Level 3, section 6.7.2.8).
    private static readonly StringValues Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Maps the page, its parts and its settings.</summary>
    /// <param name="app">Where.</param>
    /// <param name="settings">What the page has to know.</param>
    /// <param name="folder">Where it was built to.</param>
    public static void MapDashboard(this WebApplication app, PageSettings settings, string folder)
    {
        app.MapGet(SettingsPath, (HttpContext context) =>
        {
            PageHeaders.Write(context.Response.Headers, Policy);
            context.Response.Headers.CacheControl = AskedFor;
            return TypedResults.Json(settings, PageJson.Default.PageSettings);
        }).Requires(Permission.Open).ExcludeFromDescription();
        var files = File.Exists(folder + Page) ? new PhysicalFileProvider(folder) : null;

        // A branch, so that other requests, some of which stay for days, do not sit inside its middleware.
        app.MapWhen(IsHere, pages => Serve(pages, files));
    }

    private static bool IsHere(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && (context.Request.Path == "/" || context.Request.Path == Page || context.Request.Path.StartsWithSegments(Parts));

    private static void Serve(IApplicationBuilder pages, PhysicalFileProvider? files)
    {
        pages.Use((context, next) =>
        {
            PageHeaders.Write(context.Response.Headers, Policy);
            return next(context);
        });
        if (files is null)
        {
            pages.Use((context, next) => context.Request.Path.StartsWithSegments(Parts) ? next(context) : SayHowAsync(context));
            return;
        }

        pages.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, DefaultFileNames = [Page[1..]] });
        pages.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = static answer => answer.Context.Response.Headers.CacheControl =
                answer.Context.Request.Path.StartsWithSegments(Parts) ? Kept : AskedFor,
        });
    }

    private static async Task SayHowAsync(HttpContext context)
    {
        using var page = typeof(Dashboard).Assembly.GetManifestResourceStream("CrowdMind.Server.Pages.missing.html")
            ?? throw new InvalidOperationException("The embedded page missing.html is missing from the build.");
        var response = context.Response;
        (response.ContentType, response.ContentLength, response.Headers.CacheControl) = ("text/html; charset=utf-8", page.Length, AskedFor);
        if (HttpMethods.IsGet(context.Request.Method))
            await page.CopyToAsync(response.Body, context.RequestAborted);
    }
}
