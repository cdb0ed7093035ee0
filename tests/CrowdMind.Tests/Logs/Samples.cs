using System.Text;
using CrowdMind.Logs;

namespace CrowdMind.Tests.Logs;

/// <summary>Events with known parts.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    public static readonly ExperimentId Experiment = new(Guid.Parse("01890000-0000-7000-8000-000000000001"));
    public static readonly AgentId Agent = new(Guid.Parse("01890000-0000-7000-8000-00000000000a"));

    public static ReactionId Reaction(long seq) => new(new Guid((int)seq, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));

    public static EventFacts Facts(long seq) =>
        new(new Seq(seq), EventType.ReactionCreated, At.AddTicks(seq % 1_000_000 * TimeSpan.TicksPerMicrosecond), Reaction(seq), Agent);

    /// <summary>Some publisher's place in its trace.</summary>
    public static readonly TraceParent Trace = TraceParent.Parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    /// <summary>Reactions first..last, every second with a traceparent.</summary>
    public static EventBatch TracedBatch(long first, long last)
    {
        var builder = new EncodedEventsBuilder(Experiment, 64);
        for (var seq = first; seq <= last; seq++)
            builder.Add(Facts(seq) with { TraceParent = seq % 2 == 0 ? Trace : default }, Payload(seq));
        return builder.ToBatch();
    }

    /// <summary>Reactions first..last, each with its seq as payload.</summary>
    public static EventBatch Batch(long first, long last, int weight = 0)
    {
        var builder = new EncodedEventsBuilder(Experiment, 64);
        for (var seq = first; seq <= last; seq++)
            builder.Add(Facts(seq), Payload(seq, weight));
        return builder.ToBatch();
    }

    public static byte[] Payload(long seq, int weight = 0) =>
        Encoding.UTF8.GetBytes($$"""{"n":{{seq}},"w":"{{new string('x', weight)}}"}""");

    public static long[] Seqs(EncodedEvents events) =>
        [.. Enumerable.Range(0, events.Count).Select(index => events[index].Seq.Value)];

    public static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    public static string Joined(EncodedEvents events) => Text(events.Joined);
}
