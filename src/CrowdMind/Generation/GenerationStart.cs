using CrowdMind.Datasets;

namespace CrowdMind.Generation;

/// <summary>A job that has begun.</summary>
/// <param name="Job">The job as it began.</param>
/// <param name="Ending">How it will end.</param>
public sealed record GenerationStart(GenerationJob Job, Task<GenerationOutcome> Ending);
