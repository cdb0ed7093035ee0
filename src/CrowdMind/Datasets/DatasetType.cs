using System.Text.Json.Serialization;

namespace CrowdMind.Datasets;

/// <summary>Where the author says that a dataset's rows come from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatasetType>))]
public enum DatasetType
{
    /// <summary>They are made up.</summary>
    [JsonStringEnumMemberName("synthetic")]
    Synthetic = 0,

    /// <summary>They were gathered.</summary>
    [JsonStringEnumMemberName("scraped")]
    Scraped = 1,

    /// <summary>Some of both.</summary>
    [JsonStringEnumMemberName("mixed")]
    Mixed = 2,
}
