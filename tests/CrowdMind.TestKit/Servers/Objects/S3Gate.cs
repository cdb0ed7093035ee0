using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CrowdMind.TestKit.Servers.Objects;

/// <summary>
/// Stands before s3rver and adds what S3 does and s3rver does not: it checks signatures and the body's hash
/// (<see cref="S3Signature"/>), lets nothing through of a put that did not come whole, lets a put be read once it is
/// answered, and has no range of an empty object. It can be told to fail.
/// </summary>
internal sealed class S3Gate : IAsyncDisposable
{
    private static readonly string[] PassedUp = ["range", "content-type"];
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly SemaphoreSlim _puts = new(1);
    private readonly WebApplication _app;

    public S3Gate(Uri behind)
    {
        Behind = behind;
        Endpoint = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(Endpoint.ToString());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        _app = builder.Build();
        Faults.UseIn(_app, static (context, status) => RefuseAsync(context, status, "AsTheTestAsked"));
        _app.Run(HandleAsync);
    }

    public Uri Behind { get; }

    public Uri Endpoint { get; }

    public HttpFaults Faults { get; } = new();

    public Task StartAsync() => _app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        _puts.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (S3Signature.Refusal(context.Request) is { } refusal)
            await RefuseAsync(context, StatusCodes.Status403Forbidden, refusal);
        else if (HttpMethods.IsPut(context.Request.Method))
            await PutAsync(context);
        else if (context.Request.Headers.Range.Count > 0 && await SizeAsync(context.Request) == 0)
            await RefuseAsync(context, StatusCodes.Status416RangeNotSatisfiable, "InvalidRange");
        else
            await PassAsync(context, content: null);
    }

    private async Task PutAsync(HttpContext context)
    {
        var path = Path.GetTempFileName();
        await using var body = new FileStream(
            path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 65_536, FileOptions.DeleteOnClose);
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(body));
        if (context.Request.Headers[S3Signature.ContentHash] != hash)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "XAmzContentSHA256Mismatch");
            return;
        }

        body.Position = 0;
        await _puts.WaitAsync(context.RequestAborted);
        try
        {
            var length = body.Length;
            using (var content = new StreamContent(body) { Headers = { ContentLength = length } })
                await PassAsync(context, content);
            await WholeAsync(context.Request, length);
        }
        finally
        {
            _puts.Release();
        }
    }

    /// <summary>Waits until all of it is on s3rver's disk; it answers before.</summary>
    private Task WholeAsync(HttpRequest request, long length) => Eventually.TrueAsync(
        async () => await SizeAsync(request) == length, TimeSpan.FromSeconds(20), () => $"s3rver had all of {request.Path}");

    private async Task<long?> SizeAsync(HttpRequest request)
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, new Uri(Behind, request.Path));
        using var answer = await _http.SendAsync(head);
        return answer.IsSuccessStatusCode ? answer.Content.Headers.ContentLength : null;
    }

    private async Task PassAsync(HttpContext context, HttpContent? content)
    {
        var request = context.Request;
        using var up = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(Behind, request.Path + Unsigned(request)))
        {
            Content = content,
        };
        foreach (var name in PassedUp)
        {
            if (request.Headers[name].ToString() is { Length: > 0 } value && !up.Headers.TryAddWithoutValidation(name, value))
                up.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        using var down = await _http.SendAsync(up, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)down.StatusCode;
        CopyHeaders(down.Headers, context.Response);
        CopyHeaders(down.Content.Headers, context.Response);
        if (request.Query["response-content-disposition"].ToString() is { Length: > 0 } disposition)
            context.Response.Headers.ContentDisposition = disposition;
        if (content is null)
            await down.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static void CopyHeaders(HttpHeaders headers, HttpResponse response)
    {
        foreach (var (name, values) in headers.NonValidated)
        {
            if (name is not ("Transfer-Encoding" or "Connection" or "Date" or "Keep-Alive"))
                response.Headers[name] = values.ToArray();
        }
    }

    /// <summary>The query without signature and overrides, which s3rver would check in its own way.</summary>
    private static string Unsigned(HttpRequest request) => QueryString.Create(
        request.Query.Where(one => !one.Key.StartsWith("X-Amz-", StringComparison.Ordinal) && !one.Key.StartsWith("response-", StringComparison.Ordinal))).ToUriComponent();

    private static Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>{code}.</Message><RequestId>1</RequestId></Error>"""));
    }
}
