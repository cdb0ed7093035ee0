using System.Text;

namespace CrowdMind.Tflite;

/// <summary>
/// Reads the names of a model's classes from the file that its TFLite Metadata names for an output
/// (tensorflow_lite_support/metadata/metadata_schema.fbs, version 1.1.0). Metadata that cannot be read names none.
/// </summary>
internal static class LabelFile
{
    // Fields of ModelMetadata, SubGraphMetadata, TensorMetadata and AssociatedFile.
    private const int Subgraphs = 3, Outputs = 3, Files = 6, Name = 0, Type = 2;

    /// <summary>What an axis of the output is called (TENSOR_AXIS_LABELS), or what its values stand for (TENSOR_VALUE_LABELS).</summary>
    private const sbyte AxisLabels = 2, ValueLabels = 3;

    private static ReadOnlySpan<byte> Identifier => "M001"u8;

    /// <summary>The names, one a line; null when there are none.</summary>
    /// <param name="file">The model's file.</param>
    /// <param name="metadata">Its TFLite Metadata.</param>
    /// <param name="packed">What is packed in it.</param>
    public static IReadOnlyList<string>? Read(
        ReadOnlySpan<byte> file, ReadOnlySpan<byte> metadata, IReadOnlyList<PackedFile> packed)
    {
        if (packed.Count == 0 || metadata.Length < FlatBuffer.HeaderBytes || !metadata[4..].StartsWith(Identifier))
            return null;
        var outputs = new FlatBuffer(metadata, new FlatReading(metadata.Length)).Root()
            .Vector(Subgraphs).Table(0).Vector(Outputs);
        var name = FindName(outputs, AxisLabels) ?? FindName(outputs, ValueLabels);
        return packed.FirstOrDefault(one => one.Name == name) is { } labels && PackedFiles.Unpack(file, labels) is { } content
            ? Lines(content)
            : null;
    }

    private static string? FindName(FlatVector outputs, sbyte type)
    {
        for (var output = 0; output < outputs.Count; output++)
        {
            var files = outputs.Table(output).Vector(Files);
            for (var at = 0; at < files.Count; at++)
            {
                if (files.Table(at) is var file && file.SByte(Type) == type && file.Text(Name) is { } name)
                    return name;
            }
        }

        return null;
    }

    private static string[] Lines(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("\uFEFF"u8))
            content = content[3..];
        var text = Encoding.UTF8.GetString(content).Replace('\0', '\uFFFD').Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');
        return text.Length == 0 ? [] : text.Split('\n');
    }
}
