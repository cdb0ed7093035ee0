using CrowdMind.Datasets;
using CrowdMind.Objects;
using CrowdMind.Synthesis;

namespace CrowdMind.Generation;

/// <summary>What every generation stands on.</summary>
/// <param name="Datasets">The datasets.</param>
/// <param name="Jobs">The jobs.</param>
/// <param name="Objects">Where segments go.</param>
/// <param name="Vocabulary">The words of rows.</param>
/// <param name="Metrics">What is measured.</param>
/// <param name="Time">The clock.</param>
public sealed record GenerationPorts(
    IDatasetStore Datasets, IJobStore Jobs, IObjectStore Objects, Vocabulary Vocabulary, GenerationMetrics Metrics, TimeProvider Time);
