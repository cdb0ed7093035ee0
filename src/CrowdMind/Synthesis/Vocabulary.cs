using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrowdMind.Synthesis;

/// <summary>
/// The words of each language, read once and then indexed. They are part of what a row is made of: the same list must always
/// hold the same words in the same order.
/// </summary>
/// <param name="read">Reads the words of a list in a locale; at least one.</param>
public sealed class Vocabulary(Func<string, WordList, IReadOnlyList<string>> read)
{
    private readonly ConcurrentDictionary<(string, WordList), byte[][]> _tables = new();

    /// <summary>The words as they stand within a JSON string.</summary>
    internal byte[][] Table(string locale, WordList list) => _tables.GetOrAdd(
        (locale, list),
        static (key, read) => [.. read(key.Item1, key.Item2).Select(Escape)],
        read);

    /// <summary>A text as it stands within a JSON string.</summary>
    internal static byte[] Escape(string text) =>
        JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();
}
