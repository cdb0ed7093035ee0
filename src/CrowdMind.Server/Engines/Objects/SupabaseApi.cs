using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>The REST calls of Supabase Storage; each is one request, and throws what was refused.</summary>
internal sealed class SupabaseApi : IDisposable
{
    private const string Storage = "storage/v1/";

    private readonly HttpClient _http;

    public SupabaseApi(SupabaseOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(Limits.ObjectAnswerSeconds),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        Root = new Uri(options.Url.AbsoluteUri.TrimEnd('/') + "/" + Storage);

        // The calls have their own deadlines.
        _http = new HttpClient(handler) { BaseAddress = Root, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
        _http.DefaultRequestHeaders.Add("apikey", options.Key);
    }

    /// <summary>What the paths of the calls, and the signed URLs, are relative to.</summary>
    public Uri Root { get; }

    /// <summary>Sends a request; the answer's body is still to be read.</summary>
    /// <exception cref="SupabaseRefusalException">It was refused.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await SupabaseRefusalException.ReadAsync(response, cancellationToken);
    }

    /// <summary>Sends a request whose answer is JSON.</summary>
    /// <exception cref="SupabaseRefusalException">It was refused, or the answer is not Supabase's.</exception>
    public async Task<T> AskAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await SendAsync(request, cancellationToken);
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, answer, cancellationToken) ?? throw Strange(response);
        }
        catch (JsonException)
        {
            throw Strange(response);
        }
    }

    /// <summary>A request with a JSON body.</summary>
    public static HttpRequestMessage Json<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type) =>
        new(method, path)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static SupabaseRefusalException Strange(HttpResponseMessage response) =>
        new(response.StatusCode, $"It answered {(int)response.StatusCode}, not in Supabase's manner.", isSupabase: false);
}
