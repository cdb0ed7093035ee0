using System.Text.Json;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>What clients ask of datasets.</summary>
internal static class DatasetCalls
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<string> NewAsync(Caller http, string body = """{"name":"d"}""") =>
        (await http.PostAsync("/datasets", body)).Expect(201).Json.GetProperty("id").GetString()!;

    public static async Task<JsonElement> GenerateAsync(Caller http, string dataset, int rows, long seed = 42) =>
        (await http.PostAsync($"/datasets/{dataset}/generate?n={rows}&seed={seed}")).Expect(200).Json;

    /// <summary>Asks for rows without waiting for them; the path of the job, below the prefix.</summary>
    public static async Task<string> StartAsync(Caller http, string dataset, long rows)
    {
        var answer = (await http.PostAsync($"/datasets/{dataset}/generate?n={rows}&seed=1", null, ("Prefer", "respond-async"))).Expect(202);
        var location = answer.Header("Location")!;
        Assert.StartsWith("/api/v1/jobs/", location, StringComparison.Ordinal);
        return location["/api/v1".Length..];
    }

    public static async Task<JsonElement> JobAsync(Caller http, string job) => (await http.GetAsync(job)).Expect(200).Json;

    public static string Status(this JsonElement job) => job.GetProperty("status").GetString()!;

    /// <summary>Waits until a job has this status.</summary>
    public static async Task<JsonElement> BecomesAsync(Caller http, string job, string status)
    {
        var seen = default(JsonElement);
        await Eventually.TrueAsync(
            async () => (seen = await JobAsync(http, job)).Status() == status, Patience, () => $"the job {status}; it is {seen}");
        return seen;
    }

    /// <summary>Waits until some of a job's rows are stored.</summary>
    public static Task StoresAsync(Caller http, string job) => Eventually.TrueAsync(
        async () => (await JobAsync(http, job)).GetProperty("rows_done").GetInt64() > 0, Patience, () => "rows that are stored");

    /// <summary>The files below a server's objects.</summary>
    public static string[] Files(string dataFolder) =>
        [.. Directory.EnumerateFiles(Path.Combine(dataFolder, "objects"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(dataFolder, path))];
}
