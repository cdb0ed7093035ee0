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

    /// <summary>What follows <c>data</c> in an event.</summary>
    public static readonly int AfterData = BeforeTs.Length + Instants.TextLength + Close.Length;

    /// <summary>What an event takes beyond its body, at most.</summary>
    public const int OverheadBytes = 384;

    private static ReadOnlySpan<byte> BeforeReactionId => "{\"id\":\""u8;

    private static ReadOnlySpan<byte> BeforeExperimentId => "\",\"experiment_id\":\""u8;

    private static ReadOnlySpan<byte> BeforeAgentId => "\",\"agent_id\":\""u8;

    private static ReadOnlySpan<byte> BeforePayload => "\",\"payload\":"u8;

    private static ReadOnlySpan<byte> BeforeCreatedAt => ",\"created_at\":\""u8;

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
        cursor.Put(BeforeTs);
        cursor.Put(at);
        cursor.Put(Close);
        return (cursor.Position, dataOffset);
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

        public void Put(long value)
        {
            value.TryFormat(_target[Position..], out var written, default, CultureInfo.InvariantCulture);
            Position += written;
        }
    }
}
