using System.Text.Json.Serialization;

namespace CrowdMind.Agents;

/// <summary>What an agent is made of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AgentType>))]
public enum AgentType
{
    /// <summary>A program.</summary>
    [JsonStringEnumMemberName("digital")]
    Digital = 0,

    /// <summary>A device, such as an ESP32 or a Raspberry Pi.</summary>
    [JsonStringEnumMemberName("physical")]
    Physical = 1,
}
