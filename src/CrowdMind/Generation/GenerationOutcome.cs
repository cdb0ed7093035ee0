using CrowdMind.Datasets;

namespace CrowdMind.Generation;

/// <summary>How a job ended. Anything but the first added nothing.</summary>
public abstract record GenerationOutcome
{
    private GenerationOutcome()
    {
    }

    /// <summary>The rows are there.</summary>
    /// <param name="RowCount">How many the dataset has with them.</param>
    /// <param name="Checksum">Its checksum with them.</param>
    public sealed record Done(long RowCount, RowsChecksum Checksum) : GenerationOutcome;

    /// <summary>The dataset was deleted meanwhile.</summary>
    public sealed record DatasetGone : GenerationOutcome;

    /// <summary>Another instance added rows to the dataset meanwhile.</summary>
    public sealed record RowsChanged : GenerationOutcome;

    /// <summary>It was told to stop, or given up.</summary>
    public sealed record Cancelled : GenerationOutcome;

    /// <summary>The instance is stopping.</summary>
    public sealed record Stopped : GenerationOutcome;

    /// <summary>Something did not work.</summary>
    /// <param name="Cause">What.</param>
    public sealed record Failed(Exception Cause) : GenerationOutcome;
}
