using System.Text.Json.Serialization;

namespace CrowdMind.Experiments;

/// <summary>Where an experiment stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExperimentStatus>))]
public enum ExperimentStatus
{
    /// <summary>Not started yet; reactions are taken, as in a rehearsal.</summary>
    [JsonStringEnumMemberName("draft")]
    Draft = 0,

    /// <summary>Started; reactions are taken.</summary>
    [JsonStringEnumMemberName("running")]
    Running = 1,

    /// <summary>Stopped; reactions are refused until it is started again.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped = 2,
}
