namespace CrowdMind.TestKit.Servers.Telemetry;

/// <summary>A metric as a collector got it.</summary>
/// <param name="Meter">Whose it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">counter, updowncounter, gauge or histogram.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Points">What it said: its attributes, and the value, or how many values there were.</param>
public sealed record ReceivedMetric(
    string Meter, string Name, string Kind, string Unit, IReadOnlyList<(IReadOnlyDictionary<string, string> Attributes, long Value)> Points)
{
    internal static ReceivedMetric From(string meter, ProtoMessage metric)
    {
        // metrics.proto: 5 gauge, 7 sum (3: monotonic), 9 histogram; each with its points in 1.
        string kind = metric.Has(9) ? "histogram" : metric.Has(5) ? "gauge" : metric.Message(7).Varint(3) == 1 ? "counter" : "updowncounter";
        int data = metric.Has(9) ? 9 : metric.Has(5) ? 5 : 7;
        var (attributes, value) = data == 9 ? (9, 4) : (7, 6);
        var points = metric.Message(data).Messages(1).Select(point => (point.Attributes(attributes), point.Fixed64(value)));
        return new ReceivedMetric(meter, metric.Text(1), kind, metric.Text(3), [.. points]);
    }
}
