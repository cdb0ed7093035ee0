using System.Text.Json.Serialization;

namespace CrowdMind.Datasets;

/// <summary>What may still become of a dataset.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatasetState>))]
public enum DatasetState
{
    /// <summary>Rows are added to it, call by call.</summary>
    [JsonStringEnumMemberName("growing")]
    Growing = 0,

    /// <summary>Nobody named its version and it has no rows: a name that waits for its first version.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting = 1,

    /// <summary>A version that was generated whole; it does not change.</summary>
    [JsonStringEnumMemberName("generated")]
    Generated = 2,

    /// <summary>A version that came from outside; it does not change.</summary>
    [JsonStringEnumMemberName("uploaded")]
    Uploaded = 3,
}
