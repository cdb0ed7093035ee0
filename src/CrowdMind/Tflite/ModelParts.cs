using CrowdMind.Models;

namespace CrowdMind.Tflite;

/// <summary>What the graphs of a model share, and what they were seen to use of it.</summary>
/// <param name="bufferBytes">The length of each buffer.</param>
/// <param name="kinds">Its operators.</param>
/// <param name="subgraphs">How many subgraphs it has.</param>
internal sealed class ModelParts(long[] bufferBytes, OperatorKind[] kinds, int subgraphs)
{
    private readonly bool[] _weights = new bool[bufferBytes.Length];
    private readonly int[] _uses = new int[kinds.Length];

    public int Buffers => bufferBytes.Length;

    public int Kinds => kinds.Length;

    public int Subgraphs => subgraphs;

    public long BufferBytes(uint buffer) => bufferBytes[buffer];

    /// <summary>Notes that a tensor's values are in a buffer.</summary>
    public void UseBuffer(uint buffer) => _weights[buffer] = true;

    /// <summary>Notes that an operator is of a kind.</summary>
    public void UseKind(uint kind) => _uses[kind]++;

    /// <summary>The bytes of all buffers that tensors use, each once.</summary>
    public long WeightsBytes() => bufferBytes.Where((_, buffer) => _weights[buffer]).Sum();

    /// <summary>The operators that are used, in the file's order; those that differ in nothing are one.</summary>
    public IReadOnlyList<OperatorSignature> Operators() =>
    [
        .. kinds.Select((kind, index) => (Kind: kind, Uses: _uses[index]))
            .Where(entry => entry.Uses > 0)
            .GroupBy(entry => entry.Kind, entry => entry.Uses)
            .Select(group => new OperatorSignature(group.Key.Name, group.Key.Version, group.Key.IsCustom, group.Sum())),
    ];
}
