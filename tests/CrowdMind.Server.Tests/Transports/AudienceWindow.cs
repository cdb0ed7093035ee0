namespace CrowdMind.Server.Tests.Transports;

/// <summary>What an audience saw in a span of time, and the most memory the server held in it.</summary>
internal sealed record AudienceWindow(double MedianMilliseconds, double LongestMilliseconds, long ResidentBytes)
{
    public override string ToString() =>
        $"median {MedianMilliseconds:0.0} ms, longest {LongestMilliseconds:0} ms, {ResidentBytes >> 20} MiB resident";
}
