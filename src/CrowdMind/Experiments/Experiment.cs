namespace CrowdMind.Experiments;

/// <summary>A named run with a scenario and a status, whose log holds what happened in it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Scenario">A JSON object of the author's own, or none.</param>
/// <param name="StartedAt">The last start.</param>
/// <param name="EndedAt">The last stop; none while it has not been stopped since its last start.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastSeq">The head of its log.</param>
public sealed record Experiment(
    ExperimentId Id,
    string Name,
    ExperimentStatus Status,
    RawJson? Scenario,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset CreatedAt,
    Seq LastSeq)
{
    /// <summary>The experiment after its status changed.</summary>
    /// <param name="status">Running or stopped.</param>
    /// <param name="at">When.</param>
    /// <param name="seq">The event that reports it.</param>
    public Experiment Become(ExperimentStatus status, DateTimeOffset at, Seq seq) => status == ExperimentStatus.Running
        ? this with { Status = status, StartedAt = at, EndedAt = null, LastSeq = seq }
        : this with { Status = status, EndedAt = at, LastSeq = seq };
}
