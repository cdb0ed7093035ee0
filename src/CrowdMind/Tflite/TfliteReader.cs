namespace CrowdMind.Tflite;

/// <summary>
/// Reads what a <c>.tflite</c> file holds, and refuses one that a device could not read safely. The format is a FlatBuffer
/// (flatbuffers.dev, "FlatBuffer Internals") after the public schema (tensorflow/lite/schema/schema.fbs). No bytes
/// whatever make it throw, weights are not touched, and its time is bounded: nothing in the schema contains itself, so
/// nesting has an end, and all else is counted.
/// </summary>
public static class TfliteReader
{
    private const int IdentifierOffset = 4;

    /// <summary>What every file has at least: a header, a table, its description.</summary>
    private const int LeastBytes = FlatBuffer.HeaderBytes + 8;

    private static ReadOnlySpan<byte> Identifier => "TFL3"u8;

    /// <summary>Reads a file.</summary>
    public static TfliteOutcome Read(ReadOnlySpan<byte> file) => Read(file, out _);

    /// <summary>Reads a file, and tells how many words of it were read.</summary>
    internal static TfliteOutcome Read(ReadOnlySpan<byte> file, out long words)
    {
        words = 0;
        if (!HasIdentifier(file))
            return new TfliteOutcome.Invalid(0, Unidentified(file));
        var reading = new FlatReading(file.Length);
        var signature = ModelReader.Read(file, reading);
        words = reading.Words;
        return reading.Refusal as TfliteOutcome ?? new TfliteOutcome.Valid(signature);
    }

    private static bool HasIdentifier(ReadOnlySpan<byte> file) =>
        file.Length >= LeastBytes && file.Slice(IdentifierOffset, Identifier.Length).SequenceEqual(Identifier);

    private static string Unidentified(ReadOnlySpan<byte> file) => file.Length switch
    {
        0 => "the file is empty",
        < LeastBytes => $"the file has {file.Length} bytes, too few for a TFLite model",
        _ => ForeignFile.Describe(file) ?? "this is no TFLite file: it has no TFL3 at byte 4",
    };
}
