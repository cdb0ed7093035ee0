namespace CrowdMind.Tflite;

/// <summary>
/// What all reading of one file shares: the first refusal, after which everything reads as absent and every loop ends; and
/// what has been read, in words of four bytes. Offsets may lead to one place again and again, so a small file could name
/// more than a large one holds; the count ends that.
/// </summary>
/// <param name="fileBytes">The file's length.</param>
internal sealed class FlatReading(int fileBytes)
{
    // A file whose parts do not overlap has a quarter as many words as bytes; writers that share equal parts need some more.
    private readonly long _most = Math.Min(Limits.TfliteWords, Limits.TfliteLeastWords + (fileBytes / 2L));
    private long _kept;

    /// <summary>Why the file is refused, if it is.</summary>
    public TfliteOutcome.Invalid? Refusal { get; private set; }

    /// <summary>Whether nothing was wrong so far.</summary>
    public bool IsSound => Refusal is null;

    /// <summary>How many words were read.</summary>
    public long Words { get; private set; }

    /// <summary>Refuses the file; of several refusals the first stands.</summary>
    public void Refuse(long offset, string message) => Refusal ??= new TfliteOutcome.Invalid(offset, message);

    /// <summary>Counts what is about to be read; false when it is too much.</summary>
    public bool Spend(long words, long offset)
    {
        if (!IsSound)
            return false;
        Words += words;
        if (Words <= _most)
            return true;
        Refuse(offset, Words > Limits.TfliteWords
            ? $"the graph is larger than {Limits.TfliteWords} tables and numbers, the most that is read"
            : $"its parts lie over one another: they come to more than a file of {fileBytes} bytes holds");
        return false;
    }

    /// <summary>Counts what goes into the signature; false when it is too much.</summary>
    public bool Keep(long bytes, long offset)
    {
        _kept += bytes;
        if (_kept > Limits.TfliteSignatureBytes)
            Refuse(offset, $"its names and numbers for people come to more than {Limits.TfliteSignatureBytes} bytes");
        return IsSound;
    }
}
