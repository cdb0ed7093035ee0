using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrowdMind.TestKit.Servers.Objects;

/// <summary>
/// A small server that keeps the REST contract of Supabase Storage strictly, its refusals included: HTTP 400 with the
/// meaning in the body, a limited alphabet, relative signed URLs, folders listed one at a time. It can be told to fail.
/// </summary>
public sealed class SupabaseServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SupabaseStorage _storage;

    private SupabaseServer(SupabasePlan plan)
    {
        Url = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        _storage = new SupabaseStorage(plan);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(Url.ToString());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Services.AddRouting();
        _app = builder.Build();
        Faults.UseIn(_app, SupabaseRefusal.AnswerAsync);
        _app.Use(CheckAsync);
        _storage.Map(_app.MapGroup("/storage/v1"));
    }

    /// <summary>The project's address.</summary>
    public Uri Url { get; }

    /// <summary>How it is to fail next, and what it was asked.</summary>
    public HttpFaults Faults { get; } = new();

    /// <summary>Starts a project.</summary>
    public static async Task<SupabaseServer> StartAsync(SupabasePlan? plan = null)
    {
        var server = new SupabaseServer(plan ?? new SupabasePlan());
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Answers nobody any more.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _storage.Dispose();
    }

    /// <summary>The gateway and the storage's own check of the key; a signed download needs none.</summary>
    private static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            var headers = context.Request.Headers;
            var (apiKey, bearer) = (headers["apikey"].ToString(), headers.Authorization.ToString());
            var signed = HttpMethods.IsGet(context.Request.Method)
                && context.Request.Path.StartsWithSegments("/storage/v1/object/sign", StringComparison.Ordinal);
            if (!signed && apiKey.Length == 0)
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                await context.Response.WriteAsJsonAsync(new { message = "No API key found in request" });
                return;
            }

            if (!signed && bearer != $"Bearer {SupabasePlan.SecretKey}" && bearer != $"Bearer {SupabasePlan.AnonKey}")
                throw SupabaseRefusal.AccessDenied("Invalid Compact JWS");
            if (!signed && bearer != $"Bearer {SupabasePlan.SecretKey}")
                throw SupabaseRefusal.NoSuchBucket;
            await next(context);
        }
        catch (SupabaseRefusal refused)
        {
            await refused.AnswerAsync(context);
        }
        catch (JsonException)
        {
            await SupabaseRefusal.Invalid("body must be object").AnswerAsync(context);
        }
    }
}
