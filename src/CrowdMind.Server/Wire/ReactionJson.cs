using System.Buffers.Text;
using CrowdMind.Logs;

namespace CrowdMind.Server.Wire;

/// <summary>A reaction on its own, as REST and the hub answer it: the event's data, its seq, its traceparent if it has one.</summary>
internal static class ReactionJson
{
    private const int LongestSeq = 19;

    /// <summary>Writes an event's reaction.</summary>
    public static byte[] Write(EncodedEvent reaction)
    {
        var data = reaction.Data.Span;
        var seq = ",\"seq\":"u8;
        Span<byte> digits = stackalloc byte[LongestSeq];
        Utf8Formatter.TryFormat(reaction.Seq.Value, digits, out var count);
        var traceParent = reaction.TraceParent.Span;
        return traceParent.IsEmpty
            ? [.. data[..^1], .. seq, .. digits[..count], (byte)'}']
            : [.. data[..^1], .. seq, .. digits[..count], .. ",\"traceparent\":\""u8, .. traceParent, .. "\"}"u8];
    }

    /// <summary>Writes a reaction that was just appended.</summary>
    public static byte[] Write(ExperimentId experimentId, in ReactionDraft draft, Seq seq, DateTimeOffset at)
    {
        var builder = new EncodedEventsBuilder(experimentId, draft.Bytes + 512);
        builder.Add(new EventFacts(seq, EventType.ReactionCreated, at, draft.Id, draft.AgentId, draft.TraceParent), draft.Payload.Span);
        return Write(builder.ToEvents()[0]);
    }
}
