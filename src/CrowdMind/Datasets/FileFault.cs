namespace CrowdMind.Datasets;

/// <summary>What is wrong with a file of rows.</summary>
/// <param name="Line">Where, counted from 1; null for the file as a whole.</param>
/// <param name="Message">What it is, and what would be right.</param>
public sealed record FileFault(long? Line, string Message);
