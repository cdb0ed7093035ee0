using CrowdMind.Benchmarks.Load;
using CrowdMind.Benchmarks.Processes;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>What one fan-out trial measured.</summary>
internal sealed record FanOutFigures(long Deliveries, long Posts, Usage Usage, DelayHistogram Delays)
{
    public double DeliveriesPerSecond => Deliveries / Usage.Seconds;

    public double PostsPerSecond => Posts / Usage.Seconds;

    public double CpuMicrosecondsPerDelivery => Usage.ServerMicrosecondsEach(Deliveries);
}
