using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace CrowdMind.Server.Tests.Requests;

/// <summary>A plain HTTP client of one server: paths begin below the API prefix, bodies are JSON text.</summary>
public sealed class Caller(Uri baseUri, string prefix = "/api/v1", string? credential = null) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = baseUri,
        Timeout = TimeSpan.FromSeconds(30),
    };

    public Uri BaseUri => baseUri;

    public void Dispose() => _http.Dispose();

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync("GET", path, null, headers);

    public Task<Answer> PostAsync(string path, string? json = null, params (string Name, string Value)[] headers) =>
        SendAsync("POST", path, json is null ? null : JsonBody(json), headers);

    public Task<Answer> DeleteAsync(string path) => SendAsync("DELETE", path, null);

    public Task<Answer> PostLinesAsync(string path, string lines) =>
        SendAsync("POST", path, Body(lines, "application/x-ndjson"));

    /// <summary>Sends anything; a path that begins with two slashes is taken from the root.</summary>
    public async Task<Answer> SendAsync(
        string method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var target = path.StartsWith("//", StringComparison.Ordinal) ? path[1..] : prefix + path;
        using var request = new HttpRequestMessage(new HttpMethod(method), target) { Content = content };
        if (credential is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public async Task<string> NewAgentAsync(string name = "ada") =>
        IdOf(await PostAsync("/agents", JsonSerializer.Serialize(new { name, type = "digital" })));

    public async Task<string> NewExperimentAsync(string name = "crowd") =>
        IdOf(await PostAsync("/experiments", JsonSerializer.Serialize(new { name })));

    public async Task<Answer> PublishAsync(string experiment, string agent, string payload = "{}") =>
        (await PostAsync("/reactions", Reaction(experiment, agent, payload))).Expect(201);

    /// <summary>Appends <paramref name="count"/> reactions whose payloads are {"n":1}, {"n":2}, …</summary>
    public async Task PublishManyAsync(string experiment, string agent, int count)
    {
        var lines = Enumerable.Range(1, count).Select(n => $"{{\"agent_id\":\"{agent}\",\"payload\":{{\"n\":{n}}}}}\n");
        (await PostLinesAsync($"/experiments/{experiment}/reactions", string.Concat(lines))).Expect(200);
    }

    public async Task<long> HeadAsync(string experiment) =>
        (await GetAsync($"/experiments/{experiment}")).Expect(200).Json.GetProperty("last_seq").GetInt64();

    public static string Reaction(string experiment, string agent, string payload, string? id = null) =>
        $"{{\"experiment_id\":\"{experiment}\",\"agent_id\":\"{agent}\",\"payload\":{payload}"
        + (id is null ? "}" : $",\"id\":\"{id}\"}}");

    public static HttpContent JsonBody(string json) => Body(json, "application/json");

    public static HttpContent Body(string text, string mediaType) => Body(Encoding.UTF8.GetBytes(text), mediaType);

    public static HttpContent Body(byte[] bytes, string mediaType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return content;
    }

    /// <summary>A form that holds files.</summary>
    public static MultipartFormDataContent Form(params (string Name, byte[] Bytes, string FileName)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes, fileName) in parts)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"", FileName = $"\"{fileName}\"" };
            form.Add(part);
        }

        return form;
    }

    private static string IdOf(Answer answer) => answer.Expect(201).Json.GetProperty("id").GetString()!;
}
