using CrowdMind.Models;

namespace CrowdMind.Tflite;

/// <summary>Reads what a device and a trainer must know of the inputs and outputs of a graph, whose tensors have been checked.</summary>
internal static class TensorSignatures
{
    public static IReadOnlyList<TensorSignature> Read(FlatTable graph, int field, string what)
    {
        var tensors = graph.Vector(Fields.Subgraph.Tensors);
        var ends = graph.Few(field, what);
        var signatures = new List<TensorSignature>(ends.Count);
        for (var at = 0; at < ends.Count && tensors.Count > 0; at++)
            signatures.Add(Read(tensors.Table(ends.Int32(at))));
        return signatures;
    }

    private static TensorSignature Read(FlatTable tensor) => new(
        tensor.Text(Fields.Tensor.Name),
        ReadDimensions(tensor, Fields.Tensor.Shape) ?? [],
        ReadDimensions(tensor, Fields.Tensor.ShapeSignature),
        ElementTypes.Name(Math.Max((int)tensor.SByte(Fields.Tensor.Type), 0)),
        Quantizations.Read(tensor));

    /// <summary>Dimensions; null when there are none.</summary>
    private static int[]? ReadDimensions(FlatTable tensor, int field)
    {
        var vector = tensor.Vector(field);
        if (vector.Count == 0 || !tensor.Keep((long)vector.Count * sizeof(int)))
            return null;
        var dimensions = new int[vector.Count];
        for (var at = 0; at < dimensions.Length; at++)
            dimensions[at] = vector.Int32(at);
        return dimensions;
    }
}
