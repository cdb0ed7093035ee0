using Microsoft.Extensions.FileProviders;

namespace CrowdMind.Benchmarks.Peers;

/// <summary>The peer of models: bare Kestrel that writes a request's body to a file as it is, and the framework's static files.</summary>
internal static class FilePeer
{
    public static async Task RunAsync(int port, string folder, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();

        await using WebApplication app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder), ServeUnknownFileTypes = true });
        app.MapGet("/ready", () => Results.Ok());
        app.MapPost("/upload/{name}", async (string name, HttpRequest request) =>
        {
            await using FileStream file = File.Create(Path.Combine(folder, name));
            await request.Body.CopyToAsync(file);
            return Results.Ok();
        });
        await app.RunAsync(cancellation);
    }
}
