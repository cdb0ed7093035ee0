using System.Security.Cryptography;
using System.Text;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>What clients ask of versions.</summary>
internal static class VersionCalls
{
    /// <summary>A name of its own that waits for its first version.</summary>
    public static Task<string> NewNameAsync(Caller http, string more = "") =>
        DatasetCalls.NewAsync(http, $$"""{"name":"set-{{Guid.NewGuid():n}}","dataset_type":"synthetic","created_by":"tests"{{more}}}""");

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static Task<Answer> UploadAsync(Caller http, string dataset, string query, string text) =>
        UploadAsync(http, dataset, query, Encoding.UTF8.GetBytes(text));

    public static Task<Answer> UploadAsync(Caller http, string dataset, string query, byte[] bytes) =>
        http.SendAsync("POST", $"/datasets/{dataset}/versions?{query}", Caller.Form(("file", bytes, "../../etc/rows")));

    /// <summary>Asks where the file is, and fetches it from there without anything else.</summary>
    public static async Task<Answer> FetchAsync(Caller http, string version, params (string Name, string Value)[] headers)
    {
        var url = (await http.GetAsync($"/datasets/versions/{version}/download")).Expect(200).Json.GetProperty("url").GetString();
        return await Anybody.GetAsync(new Uri(url!), headers);
    }

    /// <summary>All files below a server's data folder that hold objects, whole or on their way.</summary>
    public static string[] Files(string dataFolder) => [.. DatasetCalls.Files(dataFolder).Order(StringComparer.Ordinal)];
}
