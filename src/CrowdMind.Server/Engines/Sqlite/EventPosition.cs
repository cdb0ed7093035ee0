namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>The key of an event: its experiment's number and its seq in one integer.</summary>
internal static class EventPosition
{
    /// <summary>Bits for the seq: 68 billion events a log, 134 million experiments. The index of reaction ids knows it too.</summary>
    private const int SeqBits = 36;

    public static long Of(long experimentNumber, Seq seq) => (experimentNumber << SeqBits) | seq.Value;

    public static Seq SeqOf(long position) => new(position & ((1L << SeqBits) - 1));

    /// <summary>The place behind every event of an experiment.</summary>
    public static long EndOf(long experimentNumber) => ((experimentNumber + 1) << SeqBits) - 1;
}
