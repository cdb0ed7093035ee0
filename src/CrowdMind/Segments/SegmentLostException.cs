namespace CrowdMind.Segments;

/// <summary>A segment that the database names is not in the object store: its dataset was deleted meanwhile, or it was lost.</summary>
/// <param name="key">Its key.</param>
public sealed class SegmentLostException(string key) : Exception($"The object {key} is not there any more.");
