namespace CrowdMind.Datasets;

/// <summary>How a commit of rows ended. Anything but the first changed nothing.</summary>
public enum CommitOutcome
{
    /// <summary>The rows are there, and the job is done.</summary>
    Committed,

    /// <summary>The dataset is gone.</summary>
    DatasetGone,

    /// <summary>Others added rows after the job had begun, or made it a version that does not change.</summary>
    RowsChanged,

    /// <summary>The job was cancelled, or given up because its instance did not report.</summary>
    JobEnded,

    /// <summary>The name has that version already.</summary>
    VersionTaken,
}
