using System.Text.Json.Nodes;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>The examples around datasets.</summary>
internal static class DatasetExamples
{
    private const string DatasetId = "0190a0a0-7e57-7000-8000-000000000004";
    private const string JobId = "0190a0a0-7e57-7000-8000-000000000005";
    private const string At = "2026-01-01T12:00:00.000000Z";
    private const string Checksum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private const string Schema =
        """{"fields":[{"name":"age","type":"integer","generator":{"kind":"normal","mean":40,"stddev":12,"by_label":{"positive":{"mean":30}}}}]}""";

    private const string Dataset =
        $$"""{"id":"{{DatasetId}}","name":"visitors","version":"1.0","schema":{{Schema}},"labels":["positive","negative"],"row_count":100,"created_at":"{{At}}","checksum":"{{Checksum}}","generator_version":1,"bytes":31415,"state":"growing","dataset_type":"synthetic","created_by":"trainer","description":"who comes by","file":null}""";

    private const string Row =
        $$$"""{"id":"781137fa-6751-80c2-9af2-bba29508d18c","dataset_id":"{{{DatasetId}}}","input_data":{"age":31},"label":"positive","meta":{"row":0,"split":"train","seed":42},"created_at":"{{{At}}}"}""";

    private const string Profile =
        """{"rows":100,"labels":{"positive":51,"negative":49},"fields":[{"name":"age","type":"integer","count":100,"nulls":0,"min":4,"max":71,"mean":35.2,"stddev":12.9}],"baseline_accuracy":0.51,"certificate":{"attainable_accuracy":0.6615,"standard_error":0.0008}}""";

    private const string VersionId = "0190a0a0-7e57-7000-8000-000000000007";
    private const string FilePath = $"datasets/{VersionId}/{JobId}/rows.csv";

    private const string Version =
        $$$"""{"id":"{{{VersionId}}}","dataset_id":"{{{DatasetId}}}","version":"1.1","file_path":"{{{FilePath}}}","format":"csv","checksum":"{{{Checksum}}}","size_kb":20,"row_count":1000,"schema":{{{Schema}}},"stats":{"rows":1000,"labels":{"positive":503,"negative":497},"fields":[{"name":"age","type":"integer","count":1000,"nulls":0,"min":2,"max":79,"mean":35.1,"stddev":13}]},"created_at":"{{{At}}}"}""";

    private const string Diff =
        $$$$"""{"a":{"id":"{{{{DatasetId}}}}","name":"visitors","version":"1.0"},"b":{"id":"{{{{VersionId}}}}","name":"visitors","version":"1.1"},"rows":{"a":100,"b":1000,"difference":900},"schema":{"same":true,"added":[],"removed":[],"changed":[]},"labels":[{"label":"positive","a":{"count":51,"share":0.51},"b":{"count":503,"share":0.503}},{"label":"negative","a":{"count":49,"share":0.49},"b":{"count":497,"share":0.497}}],"fields":[{"name":"age","a":{"name":"age","type":"integer","count":100,"nulls":0,"min":4,"max":71,"mean":35.2,"stddev":12.9},"b":{"name":"age","type":"integer","count":1000,"nulls":0,"min":2,"max":79,"mean":35.1,"stddev":13},"drift":{"psi":0.04,"level":"little","psi_by_chance":0.099,"by":"histogram","bins":10,"ks":0.03,"ks_at_most":0.07,"ks_critical":0.142}}]}""";

    /// <summary>What is sent to an operation; null when it is not around datasets.</summary>
    public static JsonNode? Request(string operationId) => operationId switch
    {
        "createDataset" => JsonNode.Parse($$"""{"name":"visitors","version":"1.0","labels":["positive","negative"],"schema":{{Schema}}}"""),
        "generateRows" => JsonNode.Parse("""{"version":"1.1","n":1000,"seed":42}"""),
        "uploadDatasetVersion" => JsonNode.Parse("""{"file":"(bytes)"}"""),
        _ => null,
    };

    /// <summary>What an operation answers; null when it is not around datasets.</summary>
    public static JsonNode? Response(string operationId, string status, string type) => (operationId, status) switch
    {
        ("createDataset" or "getDataset", _) => JsonNode.Parse(Dataset),
        ("listDatasets", _) => JsonNode.Parse($"[{Dataset}]"),
        ("getDatasetProfile", _) => JsonNode.Parse(Profile),
        ("generateRows" or "uploadDatasetVersion", "201") => JsonNode.Parse(Version),
        ("listDatasetVersions", _) => JsonNode.Parse($"[{Version}]"),
        ("downloadDatasetVersion", _) => JsonNode.Parse(
            $$"""{"url":"https://crowd.example.org/api/v1/objects/{{FilePath}}?expires=1767225600&name=visitors-1.1.csv&signature={{Examples.Signature}}","expires_at":"{{At}}","checksum":"{{Checksum}}","size":20480}"""),
        ("diffDatasets", _) => JsonNode.Parse(Diff),
        ("generateRows", "200") => JsonNode.Parse(
            $$"""{"inserted":100,"seed":42,"row_count":100,"checksum":"{{Checksum}}"}"""),
        ("generateRows", _) => JsonNode.Parse(Job("queued", 0, "null", "null")),
        ("getJob" or "cancelJob", _) => JsonNode.Parse(Job("running", 50_000, "180000", "5.3")),
        ("listRows", _) => JsonNode.Parse($"[{Row}]"),
        ("exportDataset", _) when type == "text/csv" => JsonValue.Create(
            "id,dataset_id,input_data,label,meta,created_at\r\n"
            + $"781137fa-6751-80c2-9af2-bba29508d18c,{DatasetId},\"{{\"\"age\"\":31}}\",positive,\"{{\"\"row\"\":0}}\",{At}\r\n"),
        ("exportDataset", _) => JsonValue.Create(Row + "\n"),
        _ => null,
    };

    /// <summary>What an answer means, where the status does not say it.</summary>
    public static string? Meaning(string operationId, string status) => (operationId, status) switch
    {
        ("generateRows", "200") => "All rows are there, committed and on the disk.",
        ("generateRows", "201") => "With a body: the version, committed and on the disk.",
        ("uploadDatasetVersion", "201") => "The version, committed and on the disk.",
        ("uploadDatasetVersion", "409") => "The name has that version already.",
        ("uploadDatasetVersion", "422") => "Nothing was kept: the file's first faults are told with their lines.",
        ("downloadDatasetVersion", "409") => "It has no rows yet.",
        ("generateRows", "202") => "With Prefer: respond-async: the job that makes the rows; they are there when it is done.",
        ("generateRows", "409") =>
            "Nothing was added: another call added rows meanwhile, the job was cancelled, or the dataset is a version that does not "
            + "change. With a body: the name has that version already.",
        ("generateRows", "503") => "Nothing was added: too much waits already, or the store did not take it.",
        ("cancelJob", "202") => "It will end as cancelled, and add no rows.",
        _ => null,
    };

    private static string Job(string status, long done, string rate, string left) =>
        $$"""{"id":"{{JobId}}","dataset_id":"{{DatasetId}}","status":"{{status}}","seed":42,"rows_done":{{done}},"rows_total":1000000,"rows_per_second":{{rate}},"seconds_left":{{left}},"created_at":"{{At}}","error":null}""";
}
