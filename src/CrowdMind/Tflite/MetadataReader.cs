using CrowdMind.Models;

namespace CrowdMind.Tflite;

/// <summary>Reads what stands beside the graphs: tables Metadata, and the files behind the model.</summary>
internal static class MetadataReader
{
    /// <summary>The entry that says what the packed files are for.</summary>
    private const string TensorMetadata = "TFLITE_METADATA";

    public static BesideGraph Read(ReadOnlySpan<byte> file, FlatTable model, ModelParts parts)
    {
        var metadata = model.Few(Fields.Model.Metadata, "metadata entries");
        var entries = new List<MetadataEntry>(metadata.Count);
        ReadOnlySpan<byte> described = default;
        for (var index = 0; index < metadata.Count; index++)
        {
            var entry = metadata.Table(index);
            var buffer = entry.UInt32(Fields.Metadata.Buffer);
            var name = entry.Text(Fields.Metadata.Name) ?? "";
            if (buffer >= parts.Buffers)
            {
                entry.Refuse($"metadata entry {index} is in buffer {buffer}, but there are {parts.Buffers}");
                break;
            }

            entries.Add(new MetadataEntry(name, parts.BufferBytes(buffer)));
            if (name == TensorMetadata)
                described = Bytes(model, buffer);
        }

        var packed = PackedFiles.List(file);
        entries.AddRange(packed.Select(one => new MetadataEntry(one.Name, one.Bytes)));
        return new BesideGraph(entries, LabelFile.Read(file, described, packed));
    }

    private static ReadOnlySpan<byte> Bytes(FlatTable model, uint buffer) =>
        model.Check(Fields.Model.Buffers, sizeof(uint)).Table((int)buffer).Check(Fields.Buffer.Data, sizeof(byte)).Bytes;
}
