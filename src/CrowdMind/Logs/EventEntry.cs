namespace CrowdMind.Logs;

/// <summary>Where one event lies in a shared buffer.</summary>
internal readonly record struct EventEntry(Seq Seq, EventType Type, int Start, int Length, int DataOffset);
