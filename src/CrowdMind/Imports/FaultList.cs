using CrowdMind.Datasets;

namespace CrowdMind.Imports;

/// <summary>The first faults of a file.</summary>
public sealed class FaultList
{
    private readonly List<FileFault> _first = [];

    /// <summary>The first of them.</summary>
    public IReadOnlyList<FileFault> First => _first;

    /// <summary>Whether there are any.</summary>
    public bool Any => _first.Count > 0;

    /// <summary>Whether there are more than are told, so that nothing is gained by reading on.</summary>
    public bool IsMore { get; private set; }

    /// <summary>Notes one.</summary>
    public void Add(long? line, string message)
    {
        if (_first.Count < Limits.FileFaults)
            _first.Add(new FileFault(line, message));
        else
            IsMore = true;
    }

    /// <summary>What the reader of JSON said, without where: it counts from its own beginning.</summary>
    internal static string Said(System.Text.Json.JsonException malformed) =>
        malformed.Message.Split(" LineNumber:")[0].TrimEnd('.', ' ') + ".";

    /// <summary>A name or a value as a message shows it.</summary>
    internal static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;

    /// <inheritdoc cref="Shown(string)"/>
    internal static string Shown(ReadOnlySpan<byte> text) =>
        Shown(System.Text.Encoding.UTF8.GetString(text[..Math.Min(text.Length, 200)]));
}
