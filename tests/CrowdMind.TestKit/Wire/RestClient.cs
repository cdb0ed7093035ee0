using System.Net.Http.Headers;
using System.Text;

namespace CrowdMind.TestKit.Wire;

/// <summary>The REST routes a test needs. Statuses are checked by the caller, except where a method gives a plain value.</summary>
public sealed class RestClient : IDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http = Connections.NewClient();
    private readonly Uri _api;
    private readonly AuthenticationHeaderValue? _credential;

    /// <summary>Talks to the server at this address, with a credential if there is one.</summary>
    public RestClient(Uri server, string? credential = null)
    {
        _api = new Uri(server, "/api/v1/");
        _credential = credential is null ? null : new AuthenticationHeaderValue("Bearer", credential);
    }

    /// <summary>Makes an agent.</summary>
    public async Task<Guid> CreateAgentAsync(CancellationToken cancellation = default)
    {
        RestAnswer answer = await PostAsync("agents", """{"name":"Ada","type":"digital"}""", cancellation);
        return answer.Expect(201).Json.GetProperty("id").GetGuid();
    }

    /// <summary>Makes an experiment, in draft.</summary>
    public async Task<Guid> CreateExperimentAsync(CancellationToken cancellation = default)
    {
        RestAnswer answer = await PostAsync("experiments", """{"name":"a rehearsal"}""", cancellation);
        return answer.Expect(201).Json.GetProperty("id").GetGuid();
    }

    /// <summary>Reads an experiment.</summary>
    public Task<RestAnswer> ExperimentAsync(Guid experiment, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, $"experiments/{experiment}", null, cancellation);

    /// <summary>Starts an experiment.</summary>
    public Task<RestAnswer> StartAsync(Guid experiment, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, $"experiments/{experiment}/start", null, cancellation);

    /// <summary>Stops an experiment.</summary>
    public Task<RestAnswer> StopAsync(Guid experiment, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, $"experiments/{experiment}/stop", null, cancellation);

    /// <summary>Deletes an experiment and its log.</summary>
    public Task<RestAnswer> DeleteExperimentAsync(Guid experiment, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Delete, $"experiments/{experiment}", null, cancellation);

    /// <summary>Publishes one reaction.</summary>
    public Task<RestAnswer> PublishAsync(Guid experiment, Reaction reaction, CancellationToken cancellation = default) =>
        PostAsync("reactions", reaction.ToBody(experiment), cancellation);

    /// <summary>Publishes many as one JSON batch: all or nothing.</summary>
    public Task<RestAnswer> PublishBatchAsync(
        Guid experiment, IEnumerable<Reaction> reactions, CancellationToken cancellation = default)
    {
        string list = string.Join(',', reactions.Select(r => r.ToLine()));
        return PostAsync($"experiments/{experiment}/reactions", $$"""{"reactions":[{{list}}]}""", cancellation);
    }

    /// <summary>Publishes many as NDJSON, one a line.</summary>
    public Task<RestAnswer> PublishLinesAsync(
        Guid experiment, IEnumerable<Reaction> reactions, CancellationToken cancellation = default)
    {
        string lines = string.Concat(reactions.Select(r => r.ToLine() + "\n"));
        HttpContent content = Content(lines, "application/x-ndjson");
        return SendAsync(HttpMethod.Post, $"experiments/{experiment}/reactions", content, cancellation);
    }

    /// <summary>Lists reactions: newest first, or with <c>after=</c> in the query oldest first.</summary>
    public Task<RestAnswer> ReactionsAsync(Guid experiment, string query, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Get, $"experiments/{experiment}/reactions?{query}", null, cancellation);

    /// <summary>The whole log, as the export tells it: one event a line, as on the wire.</summary>
    public async Task<IReadOnlyList<WireEvent>> ExportAsync(Guid experiment, CancellationToken cancellation = default)
    {
        RestAnswer answer = await SendAsync(
            HttpMethod.Get, $"experiments/{experiment}/export?format=jsonl", null, cancellation);
        string[] lines = answer.Expect(200).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(WireEvent.Parse)];
    }

    /// <summary>Posts JSON text to a route under the prefix.</summary>
    public Task<RestAnswer> PostAsync(string route, string json, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, route, Content(json, "application/json"), cancellation);

    /// <summary>A header that every request from now on carries as it is.</summary>
    public void AddHeader(string name, string value) => _http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);

    /// <summary>Any request to a route under the prefix.</summary>
    public async Task<RestAnswer> SendAsync(
        HttpMethod method, string route, HttpContent? content, CancellationToken cancellation = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Within);
        using var request = new HttpRequestMessage(method, new Uri(_api, route)) { Content = content };
        request.Headers.Authorization = _credential;
        using HttpResponseMessage answer = await _http.SendAsync(request, deadline.Token);
        return new RestAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(deadline.Token));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static ByteArrayContent Content(string text, string type) =>
        new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
}
