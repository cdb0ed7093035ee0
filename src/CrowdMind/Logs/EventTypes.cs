using CrowdMind.Experiments;

namespace CrowdMind.Logs;

/// <summary>The wire's names of event types.</summary>
public static class EventTypes
{
    /// <summary>The name as it stands in an event's <c>type</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such type.</exception>
    public static ReadOnlySpan<byte> Utf8Name(this EventType type) => type switch
    {
        EventType.ReactionCreated => "reaction_created"u8,
        EventType.ExperimentStarted => "experiment_started"u8,
        EventType.ExperimentStopped => "experiment_stopped"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not an event type."),
    };

    /// <summary>The event that reports a change to the status.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Nothing changes to a draft.</exception>
    public static EventType Reporting(ExperimentStatus status) => status switch
    {
        ExperimentStatus.Running => EventType.ExperimentStarted,
        ExperimentStatus.Stopped => EventType.ExperimentStopped,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "An experiment never becomes a draft."),
    };
}
