using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Benchmarks.Systems;

/// <summary>What a trainer asks of the server.</summary>
internal sealed class DatasetCalls(CrowdMindServer server) : IDisposable
{
    /// <summary>What the server signs its URLs with.</summary>
    public const string SigningKey = "the benchmarks sign their URLs with this";

    private const string Api = "/api/v1";

    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}"), Timeout = TimeSpan.FromMinutes(10) };

    public void Dispose() => _http.Dispose();

    public async Task<string> CreateAsync(CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await _http.PostAsJsonAsync($"{Api}/datasets", new { name = "bench" }, cancellation);
        return await MemberAsync(answer, "id", cancellation);
    }

    /// <summary>Makes rows, and waits until they are there.</summary>
    public async Task GenerateAsync(string dataset, long rows, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await _http.PostAsync($"{Api}/datasets/{dataset}/generate?n={rows}&seed=42", null, cancellation);
        await MemberAsync(answer, "checksum", cancellation);
    }

    public Task<Download> ExportAsync(string dataset, string query, bool packed, CancellationToken cancellation) =>
        DownloadAsync($"{Api}/datasets/{dataset}/export{query}", packed, target: null, cancellation);

    /// <summary>Keeps an export as an object of its own, and gives the path to read it again.</summary>
    public async Task<string> KeepAsync(string dataset, bool packed, CancellationToken cancellation)
    {
        string key = packed ? "bench/rows.jsonl.gz" : "bench/rows.jsonl";
        string path = Path.Combine(server.DataFolder, "objects", key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (FileStream file = File.Create(path))
            await DownloadAsync($"{Api}/datasets/{dataset}/export", packed, file, cancellation);
        return Api + SignedPath.Of(key, TimeSpan.FromHours(1), "rows", SigningKey);
    }

    public Task<Download> ReadAsync(string path, CancellationToken cancellation) =>
        DownloadAsync(path, packed: false, target: null, cancellation);

    private async Task<Download> DownloadAsync(string path, bool packed, Stream? target, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (packed)
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        await using Stream body = await answer.Content.ReadAsStreamAsync(cancellation);
        byte[] buffer = new byte[256 * 1024];
        long bytes = 0;
        while (await body.ReadAsync(buffer, cancellation) is int read and > 0)
        {
            bytes += read;
            if (target is not null)
                await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return new Download(bytes, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static async Task<string> MemberAsync(HttpResponseMessage answer, string name, CancellationToken cancellation)
    {
        string body = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(body).RootElement.GetProperty(name).GetString()!
            : throw new InvalidOperationException($"the server answered {(int)answer.StatusCode}: {body}");
    }
}

/// <summary>What came, and how long it took.</summary>
internal sealed record Download(long Bytes, double Seconds);
