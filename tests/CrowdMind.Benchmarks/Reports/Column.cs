namespace CrowdMind.Benchmarks.Reports;

/// <summary>A column of figures: its heading with the unit, and how a figure is written.</summary>
internal sealed record Column(string Title, string Format);
