using System.Security.Cryptography;
using System.Text.Json;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Tflite;

namespace CrowdMind.Server.Tests.Models;

/// <summary>What clients ask of models.</summary>
internal static class ModelCalls
{
    /// <summary>A small model that the seed chooses.</summary>
    public static byte[] Sample(int seed = 1, int weightBytes = 100_000) => new TfliteSample { Seed = seed, WeightBytes = weightBytes }.Build();

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A name that no other test has.</summary>
    public static string NewName() => $"model-{Guid.NewGuid():n}";

    public static async Task<string> NewAsync(Caller http, string? name = null, string version = "1.0", string more = "") => (await http.PostAsync(
        "/models", $$"""{"name":{{JsonSerializer.Serialize(name ?? NewName())}},"version":{{JsonSerializer.Serialize(version)}}{{more}}}"""))
        .Expect(201).Json.GetProperty("id").GetString()!;

    public static Task<Answer> UploadAsync(Caller http, string model, byte[] file, string fileName = "model.tflite") =>
        UploadAsync(http, model, Caller.Form(("file", file, fileName)));

    public static Task<Answer> UploadAsync(Caller http, string model, HttpContent form) => http.SendAsync("POST", $"/models/{model}/upload", form);

    /// <summary>Asks where the file is, and fetches it from there as a device does that knows nothing else.</summary>
    public static async Task<Answer> FetchAsync(Caller http, string reference, params (string Name, string Value)[] headers) =>
        await Anybody.GetAsync(await UrlAsync(http, reference), headers);

    public static async Task<Uri> UrlAsync(Caller http, string reference) =>
        new((await http.GetAsync($"/models/{reference}/download")).Expect(200).Json.GetProperty("url").GetString()!);

    /// <summary>The files below a server's data folder that belong to models, whole or on their way.</summary>
    public static string[] Files(string dataFolder) =>
    [
        .. new[] { Path.Combine("objects", "models"), Path.Combine("objects", ".incoming"), "incoming" }
            .Select(folder => Path.Combine(dataFolder, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(dataFolder, path)),
    ];

    /// <summary>Those of one model.</summary>
    public static string[] Files(string dataFolder, string model) =>
        [.. Files(dataFolder).Where(file => file.Contains(model, StringComparison.Ordinal))];
}
