using CrowdMind.Models;

namespace CrowdMind.Tflite;

/// <summary>Reads the table Model, on which everything else in the file hangs.</summary>
internal static class ModelReader
{
    private const uint SchemaVersion = 3;

    public static ModelSignature Read(ReadOnlySpan<byte> file, FlatReading reading)
    {
        var model = new FlatBuffer(file, reading).Root();
        var version = model.UInt32(Fields.Model.Version);
        if (version != SchemaVersion)
            model.Refuse($"it follows version {version} of the schema; runtimes read version {SchemaVersion}");
        var graphs = model.Few(Fields.Model.Subgraphs, "subgraphs");
        if (graphs.Count == 0)
            model.Refuse("it has no subgraph, so there is nothing to run");
        var parts = new ModelParts(ReadBuffers(model), OperatorKinds.Read(model), graphs.Count);
        var subgraphs = new List<Subgraph>(graphs.Count);
        for (var index = 0; index < graphs.Count && reading.IsSound; index++)
            subgraphs.Add(new SubgraphReader(index, parts).Read(graphs.Table(index)));
        SignatureDefs.Check(model, subgraphs);
        CheckRest(model);
        var beside = MetadataReader.Read(file, model, parts);
        var main = graphs.Table(0);
        var arena = ArenaEstimate.Of(subgraphs);
        return new ModelSignature(
            (int)version, model.Text(Fields.Model.Description), TensorSignatures.Read(main, Fields.Subgraph.Inputs, "inputs"),
            TensorSignatures.Read(main, Fields.Subgraph.Outputs, "outputs"), parts.Operators(), subgraphs.Count,
            subgraphs.Sum(subgraph => subgraph.Tensors), parts.Buffers, parts.WeightsBytes(), arena.Bytes, arena.Method,
            beside.Entries, beside.Labels);
    }

    /// <summary>
    /// The length of each buffer: of its vector, or in a model beyond 2 GiB of a place in the file behind the FlatBuffer. As
    /// in the runtimes, the vector comes first, and an offset of 0 or 1 says that there is none.
    /// </summary>
    private static long[] ReadBuffers(FlatTable model)
    {
        var buffers = model.Vector(Fields.Model.Buffers);
        var lengths = new long[buffers.Count];
        for (var index = 0; index < lengths.Length; index++)
        {
            var buffer = buffers.Table(index);
            var data = buffer.Check(Fields.Buffer.Data, sizeof(byte));
            lengths[index] = data.Count > 0 ? data.Count : buffer.Outside(Fields.Buffer.Offset, Fields.Buffer.Size);
        }

        return lengths;
    }

    /// <summary>Fields of which nothing is wanted, but that a reader of the file may follow.</summary>
    private static void CheckRest(FlatTable model)
    {
        model.Check(Fields.Model.MetadataBuffer, sizeof(int));
        var groups = model.Vector(Fields.Model.ExternalBufferGroups);
        for (var index = 0; index < groups.Count; index++)
            groups.Table(index).CheckText(Fields.ExternalBufferGroup.Name);
        var outside = model.Vector(Fields.Model.ExternalBuffers);
        for (var index = 0; index < outside.Count; index++)
            outside.Table(index).CheckText(Fields.ExternalBuffer.Packing);
    }
}
