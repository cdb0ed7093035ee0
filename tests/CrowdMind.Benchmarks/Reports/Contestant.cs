namespace CrowdMind.Benchmarks.Reports;

/// <summary>A row of a table: what is measured, and how to measure it once, a figure for each column.</summary>
internal sealed record Contestant(string Name, Func<CancellationToken, Task<double[]>> MeasureAsync);
