using CrowdMind.Datasets;
using CrowdMind.Objects;

namespace CrowdMind.Generation;

/// <summary>What a job that added nothing says of it.</summary>
internal static class JobEndings
{
    /// <summary>The job that its instance left without a word.</summary>
    public const string Silent = "The server that worked on it went away; ask again.";

    /// <summary>The status and the sentence for an outcome.</summary>
    public static (JobStatus Status, string? Error) Of(GenerationOutcome outcome) => outcome switch
    {
        GenerationOutcome.Cancelled => (JobStatus.Cancelled, null),
        GenerationOutcome.Stopped => (JobStatus.Failed, "The server that worked on it was stopped; ask again."),
        GenerationOutcome.DatasetGone => (JobStatus.Failed, "The dataset was deleted."),
        GenerationOutcome.RowsChanged => (JobStatus.Failed, "Another call added rows meanwhile; ask again."),
        GenerationOutcome.VersionTaken => (JobStatus.Failed, "The name has that version already; choose another."),
        GenerationOutcome.BadFile { Faults: [var first, ..] } => (JobStatus.Failed, $"The file is not what it must be: {first.Message}"),
        GenerationOutcome.TooLargeForStore => (JobStatus.Failed, "The object store takes no file of this size."),
        GenerationOutcome.Failed { Cause: ObjectStoreUnavailableException } =>
            (JobStatus.Failed, "The object store did not take the rows; ask again a little later."),
        _ => (JobStatus.Failed, "Something went wrong in the server; it has been logged."),
    };
}
