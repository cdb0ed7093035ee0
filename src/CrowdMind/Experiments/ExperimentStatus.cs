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

/// <summary>How an experiment's status may change.</summary>
public static class ExperimentStatuses
{
    /// <summary>Starts come from draft or stopped, stops from running.</summary>
    public static bool MayBecome(this ExperimentStatus from, ExperimentStatus to) => to switch
    {
        ExperimentStatus.Running => from != ExperimentStatus.Running,
        ExperimentStatus.Stopped => from == ExperimentStatus.Running,
        _ => false,
    };
}
