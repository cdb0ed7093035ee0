namespace CrowdMind.Logs;

/// <summary>What an event is made of, besides its body.</summary>
/// <param name="Seq">Its position.</param>
/// <param name="Type">What it reports.</param>
/// <param name="At">When it was appended.</param>
/// <param name="ReactionId">Of a reaction only.</param>
/// <param name="AgentId">Of a reaction only.</param>
/// <param name="TraceParent">Of a reaction whose publisher named its trace.</param>
public readonly record struct EventFacts(
    Seq Seq,
    EventType Type,
    DateTimeOffset At,
    ReactionId ReactionId = default,
    AgentId AgentId = default,
    TraceParent TraceParent = default);
