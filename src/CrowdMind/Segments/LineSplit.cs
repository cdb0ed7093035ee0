using System.Text;

namespace CrowdMind.Segments;

/// <summary>Keeps the lines of one split: <c>train</c>, <c>validation</c> or <c>test</c>.</summary>
/// <param name="name">The split.</param>
public sealed class LineSplit(string name)
{
    // A row's metadata comes last but the time, and neither is longer than this.
    private const int TailBytes = 200;

    private readonly byte[] _value = Encoding.ASCII.GetBytes(name + "\"");

    /// <summary>The names there are.</summary>
    public static IReadOnlyList<string> Names { get; } = ["train", "validation", "test"];

    /// <summary>Whether a row belongs to it.</summary>
    /// <param name="line">The row's line.</param>
    public bool Holds(ReadOnlySpan<byte> line)
    {
        var tail = line[Math.Max(0, line.Length - TailBytes)..];
        var member = "\"split\":\""u8;
        var at = tail.LastIndexOf(member);
        return at >= 0 && tail[(at + member.Length)..].StartsWith(_value);
    }
}
