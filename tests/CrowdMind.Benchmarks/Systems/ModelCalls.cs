using System.Net.Http.Headers;
using System.Text.Json;

namespace CrowdMind.Benchmarks.Systems;

/// <summary>What a trainer and a device ask of a server, and of the peer, about a model's file.</summary>
internal sealed class ModelCalls(Uri server) : IDisposable
{
    private const string Api = "/api/v1/models";

    private readonly HttpClient _http = new() { BaseAddress = server, Timeout = TimeSpan.FromMinutes(1) };
    private readonly byte[] _buffer = new byte[256 * 1024];

    public void Dispose() => _http.Dispose();

    /// <summary>Makes a version known; gives the path that takes its file.</summary>
    public async Task<string> CreateAsync(CancellationToken cancellation)
    {
        var model = new { name = "bench", version = Guid.CreateVersion7().ToString() };
        using HttpResponseMessage answer = await _http.PostAsJsonAsync(Api, model, cancellation);
        return $"{Api}/{await MemberAsync(answer, "id", cancellation)}/upload";
    }

    /// <summary>Sends a file as a form does.</summary>
    public async Task UploadAsync(string path, byte[] file, CancellationToken cancellation)
    {
        using ByteArrayContent part = new(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using MultipartFormDataContent form = new() { { part, "file", "model.tflite" } };
        using HttpResponseMessage answer = await _http.PostAsync(path, form, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The signed URL of the file that went to a path.</summary>
    public async Task<string> SignedUrlAsync(string uploadPath, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await _http.GetAsync(uploadPath.Replace("/upload", "/download", StringComparison.Ordinal), cancellation);
        return await MemberAsync(answer, "url", cancellation);
    }

    /// <summary>Reads a file to its end.</summary>
    public async Task DownloadAsync(string url, int expected, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        await using Stream body = await answer.Content.ReadAsStreamAsync(cancellation);
        long bytes = 0;
        while (await body.ReadAsync(_buffer, cancellation) is int read and > 0)
            bytes += read;
        if (bytes != expected)
            throw new InvalidOperationException($"{bytes} bytes came of {expected}");
    }

    private static async Task<string> MemberAsync(HttpResponseMessage answer, string name, CancellationToken cancellation)
    {
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation)).RootElement.GetProperty(name).GetString()!;
    }
}
