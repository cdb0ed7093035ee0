using CrowdMind.Datasets;

namespace CrowdMind.Generation;

/// <summary>How a job ended. Anything but the first added nothing.</summary>
public abstract record GenerationOutcome
{
    private GenerationOutcome()
    {
    }

    /// <summary>Whether what it was to make is there.</summary>
    public bool IsDone => this is Done or Made;

    /// <summary>The rows are there.</summary>
    /// <param name="RowCount">How many the dataset has with them.</param>
    /// <param name="Checksum">Its checksum with them.</param>
    public sealed record Done(long RowCount, RowsChecksum Checksum) : GenerationOutcome;

    /// <summary>The version is there.</summary>
    /// <param name="Version">As it is.</param>
    public sealed record Made(DatasetVersion Version) : GenerationOutcome;

    /// <summary>The name has that version already.</summary>
    public sealed record VersionTaken : GenerationOutcome;

    /// <summary>The file is not what it must be.</summary>
    /// <param name="Faults">The first faults, at least one.</param>
    /// <param name="IsMore">Whether there are more.</param>
    public sealed record BadFile(IReadOnlyList<FileFault> Faults, bool IsMore) : GenerationOutcome;

    /// <summary>The object store takes no object of this size.</summary>
    /// <param name="Size">How many bytes it has.</param>
    /// <param name="Limit">How many it takes, when it says so.</param>
    public sealed record TooLargeForStore(long Size, long? Limit) : GenerationOutcome;

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
