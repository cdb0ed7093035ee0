using System.Text.Json.Serialization;

namespace CrowdMind.Agents;

/// <summary>How far an agent is with a model.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelState>))]
public enum ModelState
{
    /// <summary>It fetches the file.</summary>
    [JsonStringEnumMemberName("downloading")]
    Downloading = 0,

    /// <summary>It has the file, and the checksum is right.</summary>
    [JsonStringEnumMemberName("verified")]
    Verified = 1,

    /// <summary>It runs the model.</summary>
    [JsonStringEnumMemberName("running")]
    Running = 2,

    /// <summary>It could not do one of these.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed = 3,
}
