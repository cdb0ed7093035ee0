namespace CrowdMind.Tflite;

/// <summary>Reads the tensors of a graph, table Tensor.</summary>
/// <param name="subgraph">The graph's place in the model.</param>
/// <param name="tensors">How many it has.</param>
/// <param name="parts">What the graphs share.</param>
internal sealed class TensorReader(int subgraph, int tensors, ModelParts parts)
{
    /// <summary>Buffer 0 stands for none; the schema leaves it empty.</summary>
    private const uint NoBuffer = 0;

    public TensorFacts Read(FlatTable tensor, int index)
    {
        var type = tensor.SByte(Fields.Tensor.Type);
        if (type < 0)
            tensor.Refuse($"tensor {index} of subgraph {subgraph} has elements of type {type}; the first type is 0");
        if (tensor.UInt32(Fields.Tensor.ExternalBuffer) != 0)
            tensor.Refuse($"tensor {index} of subgraph {subgraph} has its values in another file; a model must hold them itself");
        tensor.CheckText(Fields.Tensor.Name);
        CheckNested(tensor);
        var bits = ElementTypes.Bits(Math.Max((int)type, 0));
        var bytes = Measure(tensor, index, bits);
        var constant = ReadBuffer(tensor, index, ElementTypes.IsPlain(Math.Max((int)type, 0)) ? bytes : 0);
        var (isKnown, guessesBatch) = ReadSignature(tensor);
        return new TensorFacts(
            bits > 0 && isKnown ? bytes : -1, constant, tensor.Flag(Fields.Tensor.IsVariable), guessesBatch);
    }

    /// <summary>What it takes by its shape.</summary>
    private long Measure(FlatTable tensor, int index, int bits)
    {
        var shape = tensor.Vector(Fields.Tensor.Shape);
        if (shape.Count > Limits.TfliteDimensions)
            tensor.Refuse($"tensor {index} of subgraph {subgraph} has {shape.Count} dimensions, above {Limits.TfliteDimensions}");
        UInt128 elements = 1;
        var isEmpty = false;
        for (var at = 0; at < shape.Count; at++)
        {
            var dimension = shape.Int32(at);
            if (dimension < 0)
                tensor.Refuse($"dimension {at} of tensor {index} of subgraph {subgraph} is {dimension}; it must be 0 or more");
            isEmpty |= dimension == 0;
            elements = UInt128.Min(elements * (uint)Math.Max(dimension, 1), Limits.TfliteTensorBytes * 8UL);
        }

        var bytes = isEmpty ? 0 : ((elements * (uint)bits) + 7) / 8;
        if (bytes <= Limits.TfliteTensorBytes)
            return (long)bytes;
        tensor.Refuse($"tensor {index} of subgraph {subgraph} takes more than {Limits.TfliteTensorBytes} bytes by its shape");
        return 0;
    }

    /// <summary>Whether its values are in the file. A runtime reads as many as the shape says, whatever the buffer has.</summary>
    private bool ReadBuffer(FlatTable tensor, int index, long needed)
    {
        var buffer = tensor.UInt32(Fields.Tensor.Buffer);
        if (buffer == NoBuffer)
            return false;
        if (buffer >= parts.Buffers)
        {
            tensor.Refuse($"tensor {index} of subgraph {subgraph} is in buffer {buffer}, but there are {parts.Buffers}");
            return false;
        }

        var bytes = parts.BufferBytes(buffer);
        if (bytes > 0 && bytes < needed && !tensor.Has(Fields.Tensor.Sparsity))
            tensor.Refuse(
                $"tensor {index} of subgraph {subgraph} takes {needed} bytes by its shape, but its buffer {buffer} has {bytes}");
        parts.UseBuffer(buffer);
        return bytes > 0;
    }

    /// <summary>
    /// Whether all dimensions are known. The first is the batch in most models that leave one open, and until a program
    /// asks for more, runtimes take it as the shape has it.
    /// </summary>
    private static (bool IsKnown, bool GuessesBatch) ReadSignature(FlatTable tensor)
    {
        var signature = tensor.Vector(Fields.Tensor.ShapeSignature);
        var isKnown = true;
        for (var at = 1; at < signature.Count; at++)
            isKnown &= signature.Int32(at) >= 0;
        return (isKnown, signature.Count > 0 && signature.Int32(0) < 0);
    }

    private void CheckNested(FlatTable tensor)
    {
        Quantizations.Check(tensor, tensors);
        SparseShapes.Check(tensor.Table(Fields.Tensor.Sparsity));
        var variants = tensor.Vector(Fields.Tensor.VariantTensors);
        for (var at = 0; at < variants.Count; at++)
            variants.Table(at).Check(Fields.VariantSubType.Shape, sizeof(int));
    }
}
