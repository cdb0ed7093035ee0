using CrowdMind.Experiments;

namespace CrowdMind.Server.Wire;

/// <summary>An experiment that was started or stopped.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Where it stands now.</param>
/// <param name="Message">What happened, in words.</param>
/// <param name="StartedAt">The last start.</param>
/// <param name="EndedAt">The last stop.</param>
/// <param name="LastSeq">The seq of the event that reports the change.</param>
internal sealed record StatusResponse(
    ExperimentId Id,
    ExperimentStatus Status,
    string Message,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    Seq LastSeq);
