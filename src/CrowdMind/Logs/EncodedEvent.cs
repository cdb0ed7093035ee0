namespace CrowdMind.Logs;

/// <summary>
/// One event as the bytes that every transport sends. The parts of a reaction are slices of those bytes, so nothing is
/// encoded twice and a replayed event equals the live one to the byte.
/// </summary>
public readonly struct EncodedEvent
{
    private readonly ReadOnlyMemory<byte> _buffer;
    private readonly EventEntry _entry;

    internal EncodedEvent(ReadOnlyMemory<byte> buffer, EventEntry entry)
    {
        _buffer = buffer;
        _entry = entry;
    }

    /// <summary>Its position in the log.</summary>
    public Seq Seq => _entry.Seq;

    /// <summary>What it reports.</summary>
    public EventType Type => _entry.Type;

    /// <summary>The whole event, a JSON object.</summary>
    public ReadOnlyMemory<byte> Json => _buffer.Slice(_entry.Start, _entry.Length);

    /// <summary>The event's <c>data</c>, a JSON object: the reaction or the experiment.</summary>
    public ReadOnlyMemory<byte> Data => Json[_entry.DataOffset..^EventLayout.AfterDataOf(Json.Span)];

    /// <summary>The reaction's id, as text. Of a reaction only.</summary>
    public ReadOnlyMemory<byte> ReactionId => Data.Slice(EventLayout.ReactionId, EventLayout.GuidLength);

    /// <summary>The reaction's agent, as text. Of a reaction only.</summary>
    public ReadOnlyMemory<byte> AgentId => Data.Slice(EventLayout.AgentId, EventLayout.GuidLength);

    /// <summary>The reaction's payload, as it came. Of a reaction only.</summary>
    public ReadOnlyMemory<byte> Payload => Data[EventLayout.Payload..^EventLayout.AfterPayload];

    /// <summary>Where the reaction's publisher stood in its trace, as text; empty when it did not say so.</summary>
    public ReadOnlyMemory<byte> TraceParent => EventLayout.HasTraceParent(Json.Span)
        ? Json.Slice(_entry.Length - EventLayout.AfterDataOf(Json.Span) + EventLayout.TraceParent, Logs.TraceParent.TextLength)
        : default;

    /// <summary>When the event was appended, as text.</summary>
    public ReadOnlyMemory<byte> At => Json.Slice(_entry.Length - 2 - Instants.TextLength, Instants.TextLength);
}
