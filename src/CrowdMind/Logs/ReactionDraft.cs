namespace CrowdMind.Logs;

/// <summary>A reaction that has no seq yet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AgentId">Who reacted.</param>
/// <param name="Payload">A JSON object, as the bytes that came. Not changed after it was handed in.</param>
/// <param name="TraceParent">Where its publisher stood in its trace, if it said so.</param>
public readonly record struct ReactionDraft(
    ReactionId Id, AgentId AgentId, ReadOnlyMemory<byte> Payload, TraceParent TraceParent = default)
{
    /// <summary>About what it weighs in memory.</summary>
    public int Bytes => Payload.Length + 128;
}
