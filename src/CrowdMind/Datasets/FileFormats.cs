namespace CrowdMind.Datasets;

/// <summary>The formats by their words.</summary>
public static class FileFormats
{
    /// <summary>Word to format; the word is the ending of a file's name too.</summary>
    public static IReadOnlyDictionary<string, FileFormat> Words { get; } =
        Enum.GetValues<FileFormat>().ToDictionary(Word, StringComparer.Ordinal);

    /// <summary>The word for a format.</summary>
    public static string Word(FileFormat format) => format.ToString().ToLowerInvariant();
}
