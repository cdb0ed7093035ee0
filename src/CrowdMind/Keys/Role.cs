using System.Text.Json.Serialization;

namespace CrowdMind.Keys;

/// <summary>What somebody is to the server. The numbers are kept in the database.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Role>))]
public enum Role
{
    /// <summary>Reads and subscribes.</summary>
    [JsonStringEnumMemberName("viewer")]
    Viewer = 0,

    /// <summary>One agent: publishes its own reactions, fetches its own model, reports its status, follows what it takes part in.</summary>
    [JsonStringEnumMemberName("agent")]
    Agent = 1,

    /// <summary>Does everything but keys and the audit.</summary>
    [JsonStringEnumMemberName("editor")]
    Editor = 2,

    /// <summary>Does everything.</summary>
    [JsonStringEnumMemberName("admin")]
    Admin = 3,
}
