namespace CrowdMind.Logs;

/// <summary>Where a reaction stands in its log.</summary>
/// <param name="Seq">Its position; of a duplicate, the first one's.</param>
/// <param name="Duplicate">Whether a reaction with its id was there already, so that this one was not appended.</param>
public readonly record struct AppendedReaction(Seq Seq, bool Duplicate);
