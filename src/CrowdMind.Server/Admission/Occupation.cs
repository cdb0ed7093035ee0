namespace CrowdMind.Server.Admission;

/// <summary>What a request takes up for as long as it lasts.</summary>
internal enum Occupation
{
    /// <summary>A file comes in.</summary>
    Upload,

    /// <summary>A file, or a log, is written out.</summary>
    Export,
}
