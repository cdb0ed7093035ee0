using CrowdMind.Benchmarks.Load;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>What one fan-out trial measured.</summary>
internal sealed record FanOutFigures(
    long Deliveries, long Posts, double Seconds, TimeSpan ServerCpu, double LoadPercent, DelayHistogram Delays)
{
    public double DeliveriesPerSecond => Deliveries / Seconds;

    public double PostsPerSecond => Posts / Seconds;

    public double CpuMicrosecondsPerDelivery => ServerCpu.TotalMicroseconds / Deliveries;

    public double ServerPercent => 100 * ServerCpu.TotalSeconds / Seconds;
}
