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
        $$"""{"id":"{{DatasetId}}","name":"visitors","version":"1.0","schema":{{Schema}},"labels":["positive","negative"],"row_count":100,"created_at":"{{At}}","checksum":"{{Checksum}}","generator_version":1,"bytes":31415}""";

    private const string Row =
        $$$"""{"id":"781137fa-6751-80c2-9af2-bba29508d18c","dataset_id":"{{{DatasetId}}}","input_data":{"age":31},"label":"positive","meta":{"row":0,"split":"train","seed":42},"created_at":"{{{At}}}"}""";

    private const string Profile =
        """{"rows":100,"labels":{"positive":51,"negative":49},"fields":[{"name":"age","type":"integer","count":100,"nulls":0,"min":4,"max":71,"mean":35.2,"stddev":12.9}],"baseline_accuracy":0.51,"certificate":{"attainable_accuracy":0.6615,"standard_error":0.0008}}""";

    /// <summary>What is sent to an operation; null when it is not around datasets.</summary>
    public static JsonNode? Request(string operationId) => operationId == "createDataset"
        ? JsonNode.Parse($$"""{"name":"visitors","version":"1.0","labels":["positive","negative"],"schema":{{Schema}}}""")
        : null;

    /// <summary>What an operation answers; null when it is not around datasets.</summary>
    public static JsonNode? Response(string operationId, string status, string type) => (operationId, status) switch
    {
        ("createDataset" or "getDataset", _) => JsonNode.Parse(Dataset),
        ("listDatasets", _) => JsonNode.Parse($"[{Dataset}]"),
        ("getDatasetProfile", _) => JsonNode.Parse(Profile),
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
        ("generateRows", "202") => "With Prefer: respond-async: the job that makes the rows; they are there when it is done.",
        ("generateRows", "409") => "Nothing was added: another call added rows meanwhile, or the job was cancelled.",
        ("generateRows", "503") => "Nothing was added: too much waits already, or the store did not take it.",
        ("cancelJob", "202") => "It will end as cancelled, and add no rows.",
        _ => null,
    };

    private static string Job(string status, long done, string rate, string left) =>
        $$"""{"id":"{{JobId}}","dataset_id":"{{DatasetId}}","status":"{{status}}","seed":42,"rows_done":{{done}},"rows_total":1000000,"rows_per_second":{{rate}},"seconds_left":{{left}},"created_at":"{{At}}","error":null}""";
}
