using System.Text.Json;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Tflite;

namespace CrowdMind.Server.Tests.Agents;

/// <summary>What clients ask around agents and their models.</summary>
internal static class AgentCalls
{
    private static int _names;

    /// <summary>A checksum of no file.</summary>
    public static string SomeChecksum { get; } = new('a', 64);

    public static async Task<string> NewAsync(Caller http, string members = "") =>
        (await http.PostAsync("/agents", $$"""{"name":"sensor","type":"physical"{{members}}}""")).Expect(201).Json.GetProperty("id").GetString()!;

    /// <summary>A name that no model has.</summary>
    public static string NewName() => $"mood {Interlocked.Increment(ref _names)}";

    /// <summary>A model that has no file yet; its id.</summary>
    public static async Task<string> NewEmptyModelAsync(Caller http, string? name = null, string version = "1.0") =>
        (await http.PostAsync("/models", JsonSerializer.Serialize(new { name = name ?? NewName(), version, labels = new[] { "a", "b", "c" } })))
            .Expect(201).Json.GetProperty("id").GetString()!;

    /// <summary>A model with a file; what its registry says.</summary>
    public static async Task<JsonElement> NewModelAsync(Caller http, string? name = null, string version = "1.0", int seed = 1)
    {
        var id = await NewEmptyModelAsync(http, name, version);
        var form = Caller.Form(("file", new TfliteSample { Seed = seed }.Build(), "m.tflite"));
        (await http.SendAsync("POST", $"/models/{id}/upload", form)).Expect(200);
        return (await http.GetAsync($"/models/{id}")).Expect(200).Json;
    }

    public static async Task<Answer> AssignAsync(Caller http, string agent, string model, string query = "") =>
        await http.PostAsync($"/agents/{agent}/assign-model/{model}{query}");

    public static Task<Answer> PatchAsync(Caller http, string agent, string json, string type = "application/merge-patch+json") =>
        http.SendAsync("PATCH", $"/agents/{agent}", Caller.Body(json, type));

    public static Task<Answer> ReportAsync(Caller http, string agent, string json) => http.PostAsync($"/agents/{agent}/model-status", json);

    public static string Report(string state, string checksum, string error = "null") =>
        $$"""{"checksum":"{{checksum}}","state":"{{state}}","error":{{error}}}""";

    public static async Task JoinAsync(Caller http, string experiment, string agent) =>
        (await http.SendAsync("PUT", $"/experiments/{experiment}/agents/{agent}", null)).Expect(204);

    /// <summary>The members of an object that are not null.</summary>
    public static string[] Known(this JsonElement json) =>
        [.. json.EnumerateObject().Where(one => one.Value.ValueKind != JsonValueKind.Null).Select(one => one.Name)];

    public static bool IsNull(this JsonElement json, string member) => json.GetProperty(member).ValueKind == JsonValueKind.Null;
}
