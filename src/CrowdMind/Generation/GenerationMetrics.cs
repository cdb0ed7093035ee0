using System.Diagnostics.Metrics;

namespace CrowdMind.Generation;

/// <summary>What is measured of making datasets.</summary>
public sealed class GenerationMetrics
{
    private readonly Counter<long> _rows;
    private readonly Counter<long> _jobs;

    /// <summary>Makes the instruments.</summary>
    public GenerationMetrics(Meter meter)
    {
        _rows = meter.CreateCounter<long>("crowdmind.generation.rows", "{row}", "Rows made by a schema and packed to be stored.");
        _jobs = meter.CreateCounter<long>("crowdmind.generation.jobs", "{job}", "Jobs that ended, by how.");
    }

    /// <summary>Rows were made.</summary>
    internal void Made(long rows) => _rows.Add(rows);

    /// <summary>A job ended.</summary>
    internal void Ended(GenerationOutcome outcome) =>
        _jobs.Add(1, new KeyValuePair<string, object?>("crowdmind.outcome", outcome switch
        {
            { IsDone: true } => "done",
            GenerationOutcome.Cancelled => "cancelled",
            GenerationOutcome.Failed => "failed",
            GenerationOutcome.Stopped => "stopped",
            _ => "refused",
        }));
}
