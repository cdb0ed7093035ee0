using System.Text.Json.Serialization;

namespace CrowdMind.Datasets;

/// <summary>Where a job stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobStatus>))]
public enum JobStatus
{
    /// <summary>It waits for its turn.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued = 0,

    /// <summary>Rows are being made.</summary>
    [JsonStringEnumMemberName("running")]
    Running = 1,

    /// <summary>All its rows are there.</summary>
    [JsonStringEnumMemberName("done")]
    Done = 2,

    /// <summary>It added nothing, for a reason that it tells.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed = 3,

    /// <summary>It added nothing, because it was told to.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled = 4,
}
