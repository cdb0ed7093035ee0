using System.Text.Json.Serialization;

namespace CrowdMind.Server.Pages;

/// <summary>What the dashboard has to know before its first request.</summary>
/// <param name="App">The name the operator gave the server.</param>
/// <param name="Version">The program's version.</param>
/// <param name="ApiPrefix">The path before the routes.</param>
/// <param name="MaxUploadMb">The largest file of a model, in MiB.</param>
internal sealed record PageSettings(
    [property: JsonPropertyName("app")] string App,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("api_prefix")] string ApiPrefix,
    [property: JsonPropertyName("max_upload_mb")] int MaxUploadMb);
