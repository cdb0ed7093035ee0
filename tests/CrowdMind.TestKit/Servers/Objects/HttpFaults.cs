using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CrowdMind.TestKit.Servers.Objects;

/// <summary>The faults that a server is to commit next, one a request, and what it was asked.</summary>
public sealed class HttpFaults
{
    private readonly ConcurrentQueue<HttpFault> _next = new();
    private readonly ConcurrentQueue<string> _requests = new();

    /// <summary>Method and path of every request since <see cref="Plan"/>.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>How many planned faults were not committed yet.</summary>
    public int Left => _next.Count;

    /// <summary>Has the next requests fail, one each.</summary>
    public void Plan(params HttpFault[] faults)
    {
        _next.Clear();
        _requests.Clear();
        foreach (var fault in faults)
            _next.Enqueue(fault);
    }

    /// <summary>Puts the faults in front of what the server does.</summary>
    /// <param name="app">The server.</param>
    /// <param name="refuseAsync">How the server words a refusal of a status.</param>
    internal void UseIn(IApplicationBuilder app, Func<HttpContext, int, Task> refuseAsync) => app.Use(async (context, next) =>
    {
        _requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
        if (_next.TryDequeue(out var fault))
            await CommitAsync(fault, context, next, refuseAsync);
        else
            await next(context);
    });

    private static async Task CommitAsync(
        HttpFault fault, HttpContext context, RequestDelegate next, Func<HttpContext, int, Task> refuseAsync)
    {
        switch (fault)
        {
            case HttpFault.None:
                await next(context);
                break;
            case HttpFault.Unavailable:
                await refuseAsync(context, StatusCodes.Status503ServiceUnavailable);
                break;
            case HttpFault.TooManyRequests:
                await refuseAsync(context, StatusCodes.Status429TooManyRequests);
                break;
            case HttpFault.Forbidden:
                // Read to its end: a connection that breaks while the body is sent would be asked again.
                await context.Request.Body.CopyToAsync(Stream.Null);
                await refuseAsync(context, StatusCodes.Status403Forbidden);
                break;
            case HttpFault.Hang:
                await WhenGoneAsync(context);
                break;
            case HttpFault.CutRequest:
                await context.Request.Body.ReadAtLeastAsync(new byte[1000], 1000, throwOnEndOfStream: false);
                context.Abort();
                break;
            default:
                await HalfAnAnswerAsync(context, next, stall: fault == HttpFault.StallAnswer);
                break;
        }
    }

    private static async Task HalfAnAnswerAsync(HttpContext context, RequestDelegate next, bool stall)
    {
        var whole = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var half = new HalfStream(whole.Stream, () => context.Response.ContentLength / 2 ?? 0);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(half));
        try
        {
            await next(context);
        }
        catch (IOException) when (half.IsFull)
        {
        }

        if (stall)
            await WhenGoneAsync(context);
        context.Abort();
    }

    private static async Task WhenGoneAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }
}
