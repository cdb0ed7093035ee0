namespace CrowdMind.Tflite;

/// <summary>A graph of a model as it was read.</summary>
/// <param name="Tensors">How many tensors it has.</param>
/// <param name="Steps">How many operators.</param>
/// <param name="Activations">The tensors that have memory while it runs.</param>
/// <param name="Unsized">A tensor among them whose size is not known before; none when null.</param>
/// <param name="GuessesBatch">Whether the first dimension of one of them is not known before.</param>
/// <param name="Calls">The graphs that its operators run.</param>
internal sealed record Subgraph(
    int Tensors,
    int Steps,
    IReadOnlyList<Activation> Activations,
    int? Unsized,
    bool GuessesBatch,
    IReadOnlyList<int> Calls);
