using System.Globalization;

namespace CrowdMind.Logs;

/// <summary>The one place that knows how an event is spelt, and where its parts lie afterwards.</summary>
internal static class EventLayout
{
    public const int GuidLength = 36;

    /// <summary>The place of each part of a reaction within its <c>data</c>.</summary>
    public static readonly int ReactionId = BeforeReactionId.Length;
    public static readonly int AgentId = ReactionId + GuidLength + BeforeExperimentId.Length + GuidLength + BeforeAgentId.Length;
    public static readonly int Payload = AgentId + GuidLength + BeforePayload.Length;
    public static readonly int AfterPayload = BeforeCreatedAt.Length + Instants.TextLength + Close.Length;

    /// <summary>What follows <c>data</c> in an event, at least.</summary>
    public static readonly int AfterData = BeforeTs.Length + Instants.TextLength + Close.Length;

    /// <summary>The place of a traceparent, where there is one, after the end of <c>data</c>.</summary>
    public static readonly int TraceParent = BeforeTraceParent.Length;
    private static readonly int TraceParentMember = TraceParent + Logs.TraceParent.TextLength + "\""u8.Length;

    /// <summary>What an event takes beyond its body, at most.</summary>
    public const int OverheadBytes = 384;

    private static ReadOnlySpan<byte> BeforeReactionId => "{\"id\":\""u8;

    private static ReadOnlySpan<byte> BeforeExperimentId => "\",\"experiment_id\":\""u8;

    private static ReadOnlySpan<byte> BeforeAgentId => "\",\"agent_id\":\""u8;

    private static ReadOnlySpan<byte> BeforePayload => "\",\"payload\":"u8;

    private static ReadOnlySpan<byte> BeforeCreatedAt => ",\"created_at\":\""u8;

    private static ReadOnlySpan<byte> BeforeTraceParent => ",\"traceparent\":\""u8;

    private static ReadOnlySpan<byte> BeforeTs => ",\"ts\":\""u8;

    private static ReadOnlySpan<byte> Close => "\"}"u8;

    /// <summary>Writes one event.</summary>
    /// <returns>The whole length, and where <c>data</c> begins.</returns>
    public static (int Length, int DataOffset) Write(
        Span<byte> target, ExperimentId experimentId, in EventFacts facts, ReadOnlySpan<byte> body)
    {
        Span<byte> at = stackalloc byte[Instants.TextLength];
        Instants.Write(facts.At, at);
        var cursor = new SpanCursor(target);
        cursor.Put("{\"type\":\""u8);
        cursor.Put(facts.Type.Utf8Name());
        cursor.Put("\",\"seq\":"u8);
        cursor.Put(facts.Seq.Value);
        cursor.Put(",\"data\":"u8);
        var dataOffset = cursor.Position;
        if (facts.Type == EventType.ReactionCreated)
            PutReaction(ref cursor, experimentId, facts, body, at);
        else
            cursor.Put(body);
        if (!facts.TraceParent.IsNone)
            PutTraceParent(ref cursor, facts.TraceParent);
        cursor.Put(BeforeTs);
        cursor.Put(at);
        cursor.Put(Close);
        return (cursor.Position, dataOffset);
    }

    /// <summary>Whether an event has a traceparent: <c>data</c>, an object, would end with a brace.</summary>
    public static bool HasTraceParent(ReadOnlySpan<byte> json) => json[^(AfterData + 1)] == '"';

    /// <summary>How much follows <c>data</c> in an event.</summary>
    public static int AfterDataOf(ReadOnlySpan<byte> json) =>
        HasTraceParent(json) ? AfterData + TraceParentMember : AfterData;

    private static void PutTraceParent(ref SpanCursor cursor, in TraceParent traceParent)
    {
        cursor.Put(BeforeTraceParent);
        cursor.Put(traceParent);
        cursor.Put("\""u8);
    }

    private static void PutReaction(
        ref SpanCursor cursor,
        ExperimentId experimentId,
        in EventFacts facts,
        scoped ReadOnlySpan<byte> body,
        scoped ReadOnlySpan<byte> at)
    {
        cursor.Put(BeforeReactionId);
        cursor.Put(facts.ReactionId.Value);
        cursor.Put(BeforeExperimentId);
        cursor.Put(experimentId.Value);
        cursor.Put(BeforeAgentId);
        cursor.Put(facts.AgentId.Value);
        cursor.Put(BeforePayload);
        cursor.Put(body);
        cursor.Put(BeforeCreatedAt);
        cursor.Put(at);
        cursor.Put(Close);
    }

    private ref struct SpanCursor(Span<byte> target)
    {
        private readonly Span<byte> _target = target;

        public int Position { get; private set; }

        public void Put(scoped ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_target[Position..]);
            Position += bytes.Length;
        }

        public void Put(Guid value)
        {
            value.TryFormat(_target[Position..], out var written);
            Position += written;
        }

        public void Put(in TraceParent value)
        {
            value.Write(_target[Position..]);
            Position += Logs.TraceParent.TextLength;
        }

        public void Put(long value)
        {
            value.TryFormat(_target[Position..], out var written, default, CultureInfo.InvariantCulture);
            Position += written;
        }
    }
}
