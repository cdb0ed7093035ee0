namespace CrowdMind;

/// <summary>Those of datasets.</summary>
public static partial class Limits
{
    /// <summary>Labels of a dataset: classes, each of which keeps a profile of every field.</summary>
    public const int Labels = 100;

    /// <summary>Fields of a schema: columns that a row, a profile and a flat table have to carry.</summary>
    public const int Fields = 500;

    /// <summary>Objects and lists inside one another in a schema.</summary>
    public const int FieldDepth = 8;

    /// <summary>Values or templates that one field chooses from.</summary>
    public const int Choices = 10_000;

    /// <summary>Words of one generated text.</summary>
    public const int Words = 1000;

    /// <summary>Items of one generated list.</summary>
    public const int Items = 1000;

    /// <summary>Rows of one call to generate, unless an operator says otherwise.</summary>
    public const int GenerateRows = 1_000_000;

    /// <summary>
    /// Rows that are made by one core at a time: what a block costs beside its rows (a thread, a profile that is merged) is
    /// then little. A multiple of the rows whose splits are planned together.
    /// </summary>
    public const int BlockRows = 4000;

    /// <summary>
    /// Bytes of lines that are packed at a time; what a block being made holds unpacked. What came before is not looked back to
    /// from the next, so more makes smaller files; it should stay in a core's own cache.
    /// </summary>
    public const int BlockBytes = 256 * 1024;

    /// <summary>Rows in a segment at most, but for the rest of its last block; what a preview may have to unpack.</summary>
    public const int SegmentRows = 50_000;

    /// <summary>Bytes of a segment's file, but for the rest of its last block: in memory until it is stored, and small to any store.</summary>
    public const int SegmentBytes = 4 * 1024 * 1024;

    /// <summary>Generations that an instance runs at once; each uses all cores.</summary>
    public const int GenerationsAtOnce = 2;

    /// <summary>Generations that an instance runs or holds waiting; more are told to come back.</summary>
    public const int GenerationsWaiting = 64;

    /// <summary>How often a generation tells how far it is.</summary>
    public const int JobReportMilliseconds = 500;

    /// <summary>How long a job may go without a report until it is given up: its instance is gone.</summary>
    public const int JobSilenceSeconds = 10;

    /// <summary>How often an instance looks for jobs and deletions that were left unfinished.</summary>
    public const int SweepSeconds = 5;

    /// <summary>How long a job that ended can still be asked for.</summary>
    public const int JobMemoryHours = 24;

    /// <summary>How often those who watch a dataset are told of its jobs, at most.</summary>
    public const int ProgressMilliseconds = 500;

    /// <summary>Datasets that one hub connection may watch.</summary>
    public const int WatchedDatasets = 100;

    /// <summary>The largest seed: what a number in JSON holds exactly in every language (2^53 - 1).</summary>
    public const long LargestSeed = (1L << 53) - 1;

    /// <summary>Certificates that an instance remembers; one is computed in a fraction of a second.</summary>
    public const int Certificates = 256;

    /// <summary>Bytes of rows that one preview answers at most; the row that reaches it is the last.</summary>
    public const int PreviewBytes = 8 * 1024 * 1024;

    /// <summary>MiB of an uploaded version, unless an operator says otherwise: what a data frame of a laptop holds.</summary>
    public const int DatasetUploadMb = 2048;

    /// <summary>The most an operator may choose: a TiB; the store may take less.</summary>
    public const int DatasetUploadMostMb = 1024 * 1024;

    /// <summary>Bytes of a line of an uploaded file; what reading one may hold in memory.</summary>
    public const int FileLineBytes = 8 * 1024 * 1024;

    /// <summary>Faults of an uploaded file that are told: enough to see what is systematic.</summary>
    public const int FileFaults = 10;
}
