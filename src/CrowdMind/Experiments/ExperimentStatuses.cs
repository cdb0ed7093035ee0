namespace CrowdMind.Experiments;

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
