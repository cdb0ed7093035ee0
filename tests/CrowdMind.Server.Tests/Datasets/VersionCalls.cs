using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>What clients ask of versions.</summary>
internal static class VersionCalls
{
    /// <summary>A name of its own that waits for its first version.</summary>
    public static Task<string> NewNameAsync(Caller http, string more = "") =>
        DatasetCalls.NewAsync(http, $$"""{"name":"set-{{Guid.NewGuid():n}}","dataset_type":"synthetic","created_by":"tests"{{more}}}""");

    public static string Id(this JsonElement thing) => thing.GetProperty("id").GetString()!;

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static Task<Answer> UploadAsync(Caller http, string dataset, string query, string text) =>
        UploadAsync(http, dataset, query, Encoding.UTF8.GetBytes(text));

    public static async Task<Answer> UploadAsync(Caller http, string dataset, string query, byte[] bytes)
    {
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(bytes);
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileName = "\"../../etc/rows\"" };
        form.Add(part);
        return await http.SendAsync("POST", $"/datasets/{dataset}/versions?{query}", form);
    }

    /// <summary>Asks where the file is, and fetches it from there without anything else.</summary>
    public static async Task<Answer> FetchAsync(Caller http, string version, params (string Name, string Value)[] headers)
    {
        var url = (await http.GetAsync($"/datasets/versions/{version}/download")).Expect(200).Json.GetProperty("url").GetString();
        using var anybody = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await anybody.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>All files below a server's data folder that hold objects, whole or on their way.</summary>
    public static string[] Files(string dataFolder) => [.. DatasetCalls.Files(dataFolder).Order(StringComparer.Ordinal)];
}
