using System.Text.Json.Serialization;

namespace CrowdMind.Datasets;

/// <summary>What a version's file is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FileFormat>))]
public enum FileFormat
{
    /// <summary>Comma-separated values with a header (RFC 4180), read.</summary>
    [JsonStringEnumMemberName("csv")]
    Csv = 0,

    /// <summary>One JSON object a line, read.</summary>
    [JsonStringEnumMemberName("jsonl")]
    Jsonl = 1,

    /// <summary>Apache Parquet, kept as it is.</summary>
    [JsonStringEnumMemberName("parquet")]
    Parquet = 2,

    /// <summary>One JSON text, kept as it is.</summary>
    [JsonStringEnumMemberName("json")]
    Json = 3,

    /// <summary>A ZIP archive, kept as it is.</summary>
    [JsonStringEnumMemberName("zip")]
    Zip = 4,
}
