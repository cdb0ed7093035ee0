namespace CrowdMind.Segments;

/// <summary>Keeps the lines of one split: <c>train</c>, <c>validation</c> or <c>test</c>.</summary>
/// <param name="name">The split.</param>
public sealed class LineSplit(string name)
{
    // Metadata comes last but the time, and says the split last.
    private readonly byte[] _mark = System.Text.Encoding.ASCII.GetBytes($"\"split\":\"{name}\"}},\"created_at\":\"");

    /// <summary>The names there are.</summary>
    public static IReadOnlyList<string> Names { get; } = ["train", "validation", "test"];

    /// <summary>Whether a row belongs to it.</summary>
    /// <param name="line">The row's line, without its end.</param>
    public bool Holds(ReadOnlySpan<byte> line)
    {
        var tail = _mark.Length + Instants.TextLength + 2;
        return line.Length > tail && line[^tail..].StartsWith(_mark);
    }
}
