namespace CrowdMind.TestKit;

/// <summary>Where an acknowledged reaction may stand in the log: one seq, or for one of many a span of them.</summary>
public readonly record struct SeqRange(long First, long Last)
{
    /// <summary>Anywhere: the answer did not say.</summary>
    public static SeqRange Anywhere { get; } = new(1, long.MaxValue);

    /// <summary>Exactly there.</summary>
    public static SeqRange At(long seq) => new(seq, seq);

    /// <summary>Whether the seq lies in the span.</summary>
    public bool Contains(long seq) => First <= seq && seq <= Last;
}
