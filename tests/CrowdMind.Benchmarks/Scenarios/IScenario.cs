using CrowdMind.Benchmarks.Reports;

namespace CrowdMind.Benchmarks.Scenarios;

/// <summary>One question about speed, asked of CrowdMind and of a peer in the same run.</summary>
internal interface IScenario
{
    string Name { get; }

    Task<Section> RunAsync(BenchmarkOptions options, CancellationToken cancellation);
}
