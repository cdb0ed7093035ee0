namespace CrowdMind.Synthesis;

/// <summary>The part of a dataset that a row belongs to.</summary>
public enum RowSplit
{
    /// <summary>To learn from: 70 of 100 rows.</summary>
    Train,

    /// <summary>To choose by: 15 of 100.</summary>
    Validation,

    /// <summary>To judge by: 15 of 100.</summary>
    Test,
}
