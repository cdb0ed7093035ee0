using System.Text.Json.Nodes;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>The examples around models.</summary>
internal static class ModelExamples
{
    /// <summary>The model of all examples.</summary>
    public const string ModelId = "0190a0a0-7e57-7000-8000-000000000006";

    private const string At = "2026-01-01T12:00:00.000000Z";

    /// <summary>The checksum of its file.</summary>
    public const string Checksum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private const string Alias = $$"""{"alias":"champion","model_id":"{{ModelId}}","version":"1.0","updated_at":"{{At}}"}""";
    private const string Request = """{"name":"mood","version":"1.0","target_device":"esp32-s3","labels":["calm","curious","angry"],"description":"trained on porch data","metrics":{"accuracy":0.93}}""";

    /// <summary>What it holds.</summary>
    public const string Signature =
        """{"schema_version":3,"description":"mood","inputs":[{"name":"input","shape":[1,16],"shape_signature":null,"dtype":"int8","quantization":{"scale":[0.05],"zero_point":[3],"dimension":null}}],"outputs":[{"name":"output","shape":[1,3],"shape_signature":null,"dtype":"int8","quantization":{"scale":[0.00390625],"zero_point":[-128],"dimension":null}}],"operators":[{"name":"FULLY_CONNECTED","version":4,"custom":false,"count":2},{"name":"SOFTMAX","version":2,"custom":false,"count":1}],"subgraphs":1,"tensors":8,"buffers":9,"weights_bytes":812,"arena_bytes":64,"arena_method":"greedy by size","metadata":[],"labels":null}""";

    /// <summary>What is sent to an operation; null when it is not around models.</summary>
    public static JsonNode? RequestOf(string operationId) => operationId switch
    {
        "createModel" => JsonNode.Parse(Request),
        "pointAlias" => JsonNode.Parse("""{"version":"1.0"}"""),
        "uploadModel" or "uploadModelVersion" => JsonNode.Parse("""{"file":"(bytes)"}"""),
        _ => null,
    };

    /// <summary>What an operation answers; null when it is not around models.</summary>
    public static JsonNode? Response(string operationId) => operationId switch
    {
        "createModel" => JsonNode.Parse(Model(file: "\"storage_path\":null,\"checksum\":null,\"size\":null,\"signature\":null")),
        "getModel" => JsonNode.Parse(Model(File)),
        "listModels" => JsonNode.Parse($"[{Model(File)}]"),
        "uploadModel" => JsonNode.Parse($$"""{"model_id":"{{ModelId}}",{{File}}}"""),
        "uploadModelVersion" => JsonNode.Parse(Version),
        "listModelVersions" => JsonNode.Parse($"[{Version}]"),
        "downloadModel" or "downloadModelVersion" => JsonNode.Parse(
            $$"""{"url":"https://crowd.example.org/api/v1/objects/{{Examples.ObjectKey}}?expires=1767225600&name=mood-1.0.tflite&signature={{Examples.Signature}}","expires_at":"{{At}}","checksum":"{{Checksum}}","size":20480}"""),
        "pointAlias" => JsonNode.Parse(Alias),
        "listAliases" => JsonNode.Parse($"[{Alias}]"),
        _ => null,
    };

    /// <summary>What an answer means, where the status does not say it.</summary>
    public static string? Meaning(string operationId, string status) => (operationId, status) switch
    {
        ("createModel", "409") => "The name has that version already, or without a version: somebody has the name.",
        ("uploadModelVersion", "409") => "The name has that version already.",
        ("uploadModelVersion", "422") => "No file, or no TFLite model: the message says what is wrong at which offset.",
        ("deleteModel", "409") => "Agents have it; error.details.agents says how many. force=true takes it from them.",
        ("uploadModel", "200") => "The version has these bytes, from now on or already.",
        ("uploadModel", "409") => "The version has other bytes, and keeps them.",
        ("uploadModel", "422") => "No file, or no TFLite model: the message says what is wrong at which offset.",
        ("downloadModel" or "downloadModelVersion", "409") => "The version has no file yet.",
        _ => null,
    };

    private const string File =
        $"\"storage_path\":\"{Examples.ObjectKey}\",\"checksum\":\"{Checksum}\",\"size\":20480,\"signature\":{Signature}";

    private const string Version =
        $$$"""{"id":"0190a0a0-7e57-7000-8000-000000000008","model_id":"{{{ModelId}}}","version":"1.1","checksum":"{{{Checksum}}}","size_kb":20,"file_path":"{{{Examples.ObjectKey}}}","signature":{{{Signature}}},"created_at":"{{{At}}}"}""";

    private static string Model(string file) =>
        $$$"""{"id":"{{{ModelId}}}","name":"mood","version":"1.0","target_device":"esp32-s3","labels":["calm","curious","angry"],{{{file}}},"created_at":"{{{At}}}","description":"trained on porch data","dataset_id":null,"dataset_checksum":null,"metrics":{"accuracy":0.93},"framework":"tflite"}""";
}
