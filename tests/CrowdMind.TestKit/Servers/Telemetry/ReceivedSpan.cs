namespace CrowdMind.TestKit.Servers.Telemetry;

/// <summary>A span as a collector got it.</summary>
/// <param name="Source">Whose it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="TraceId">Its trace.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Attributes">What it says.</param>
/// <param name="Links">The traces it names.</param>
public sealed record ReceivedSpan(
    string Source, string Name, string TraceId, TimeSpan Took, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<string> Links)
{
    // trace.proto: 1 trace_id, 5 name, 7 and 8 start and end in nanoseconds, 9 attributes, 13 links.
    internal static ReceivedSpan From(string source, ProtoMessage span) => new(
        source, span.Text(5), span.Hex(1), TimeSpan.FromTicks((span.Fixed64(8) - span.Fixed64(7)) / 100), span.Attributes(9),
        [.. span.Messages(13).Select(link => link.Hex(1))]);
}
