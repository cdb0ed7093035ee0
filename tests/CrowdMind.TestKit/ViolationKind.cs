namespace CrowdMind.TestKit;

/// <summary>The ways in which a server can break its promise.</summary>
public enum ViolationKind
{
    /// <summary>An acknowledged reaction is not in the log.</summary>
    AcknowledgedButLost,

    /// <summary>A reaction stands in the log twice.</summary>
    AppendedTwice,

    /// <summary>A reaction stands at another seq than was answered.</summary>
    AnotherSeq,

    /// <summary>The log's seqs are not 1, 2, 3, …, head.</summary>
    LogNotGapless,

    /// <summary>Time goes back along seq.</summary>
    TimeWentBack,

    /// <summary>A subscriber missed an event.</summary>
    Gap,

    /// <summary>A subscriber got an event twice.</summary>
    Duplicate,

    /// <summary>A subscriber got an event after a later one.</summary>
    Reorder,

    /// <summary>A subscriber got other bytes than the log holds, or an event that the log does not hold.</summary>
    OtherBytes,

    /// <summary>A subscriber was refused where it could go on, or did not get to the log's head.</summary>
    NotAtHead,
}
