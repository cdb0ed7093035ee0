using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrowdMind.TestKit.Servers.Telemetry;

/// <summary>A collector: takes metrics, traces and logs by OTLP over HTTP, and keeps them.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = new();
    private readonly ConcurrentQueue<string> _authorizations = new();

    private OtlpReceiver()
    {
        Url = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(Url.ToString());
        builder.Services.AddRouting();
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", TakeAsync);
    }

    /// <summary>Its address.</summary>
    public Uri Url { get; }

    /// <summary>Settings that have a server send everything here, soon.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Url.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
    };

    /// <summary>With what the server came.</summary>
    public IEnumerable<string> Authorizations => _authorizations;

    /// <summary>All metrics, the newest last.</summary>
    public IEnumerable<ReceivedMetric> Metrics => All("metrics", ReceivedMetric.From);

    /// <summary>All spans.</summary>
    public IEnumerable<ReceivedSpan> Spans => All("traces", ReceivedSpan.From);

    /// <summary>All log records.</summary>
    public IEnumerable<ReceivedLog> Logs => All("logs", ReceivedLog.From);

    /// <summary>The attributes of the resource of all that was received.</summary>
    public IReadOnlyDictionary<string, string> Resource =>
        new ProtoMessage(_received.First().Body).Message(1).Message(1).Attributes(1);

    /// <summary>Starts one.</summary>
    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Whether a text is anywhere in what was received, whatever it stands for there.</summary>
    public bool HasSeen(string text)
    {
        byte[] sought = Encoding.UTF8.GetBytes(text);
        return _received.Any(one => one.Body.AsSpan().IndexOf(sought) >= 0);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(string signal, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
        _received.Enqueue((signal, body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }

    // All three signals: 1 by resource, below it 2 by scope (1, with its name in 1), below it 2 one by one.
    private IEnumerable<T> All<T>(string signal, Func<string, ProtoMessage, T> read) =>
        from one in _received
        where one.Signal == signal
        from resource in new ProtoMessage(one.Body).Messages(1)
        from scope in resource.Messages(2)
        from item in scope.Messages(2)
        select read(scope.Message(1).Text(1), item);
}
