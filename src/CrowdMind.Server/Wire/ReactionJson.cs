using System.Buffers.Text;
using CrowdMind.Logs;

namespace CrowdMind.Server.Wire;

/// <summary>A reaction on its own, as REST and the hub answer it: the event's data with its seq at the end.</summary>
internal static class ReactionJson
{
    private const int LongestSeq = 19;

    /// <summary>Writes an event's reaction.</summary>
    public static byte[] Write(EncodedEvent reaction)
    {
        var data = reaction.Data.Span;
        var member = ",\"seq\":"u8;
        Span<byte> seq = stackalloc byte[LongestSeq];
        Utf8Formatter.TryFormat(reaction.Seq.Value, seq, out var digits);
        var json = new byte[data.Length + member.Length + digits];
        data[..^1].CopyTo(json);
        member.CopyTo(json.AsSpan(data.Length - 1));
        seq[..digits].CopyTo(json.AsSpan(data.Length - 1 + member.Length));
        json[^1] = (byte)'}';
        return json;
    }

    /// <summary>Writes a reaction that was just appended.</summary>
    public static byte[] Write(ExperimentId experimentId, in ReactionDraft draft, Seq seq, DateTimeOffset at)
    {
        var builder = new EncodedEventsBuilder(experimentId, draft.Bytes + 512);
        builder.Add(new EventFacts(seq, EventType.ReactionCreated, at, draft.Id, draft.AgentId), draft.Payload.Span);
        return Write(builder.ToEvents()[0]);
    }
}
