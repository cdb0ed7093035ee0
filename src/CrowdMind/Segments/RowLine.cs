using System.Text.Json;

namespace CrowdMind.Segments;

/// <summary>One row as it is stored: the slices of its line.</summary>
public readonly ref struct RowLine
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 2 * Limits.JsonDepth };

    private RowLine(ReadOnlySpan<byte> id, ReadOnlySpan<byte> datasetId, ReadOnlySpan<byte> input, ReadOnlySpan<byte> label,
        ReadOnlySpan<byte> meta, ReadOnlySpan<byte> createdAt)
    {
        Id = id;
        DatasetId = datasetId;
        Input = input;
        Label = label;
        Meta = meta;
        CreatedAt = createdAt;
    }

    /// <summary>The id, without quotes.</summary>
    public ReadOnlySpan<byte> Id { get; }

    /// <summary>The dataset's id, without quotes.</summary>
    public ReadOnlySpan<byte> DatasetId { get; }

    /// <summary>The fields, a JSON object.</summary>
    public ReadOnlySpan<byte> Input { get; }

    /// <summary>The label, a JSON string or null.</summary>
    public ReadOnlySpan<byte> Label { get; }

    /// <summary>What is known about the row, a JSON object: its index and its split.</summary>
    public ReadOnlySpan<byte> Meta { get; }

    /// <summary>The time, without quotes.</summary>
    public ReadOnlySpan<byte> CreatedAt { get; }

    /// <summary>What a checksum covers of a line: all but ids and time, which differ between equal datasets.</summary>
    /// <param name="lines">Lines.</param>
    /// <param name="start">Where the last of them begins.</param>
    public static Range ContentOf(ReadOnlySpan<byte> lines, int start) => new(
        start + lines[start..].IndexOf("\"input_data\":"u8), lines.LastIndexOf(",\"created_at\":"u8));

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static RowLine Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, Options);
        ReadOnlySpan<byte> id = default, datasetId = default, input = default, label = default, meta = default, at = default;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var text = reader.TokenType == JsonTokenType.String ? reader.ValueSpan : default;
            reader.Skip();
            var raw = line[start..(int)reader.BytesConsumed];
            if (name.SequenceEqual("input_data"u8))
                input = raw;
            else if (name.SequenceEqual("label"u8))
                label = raw;
            else if (name.SequenceEqual("meta"u8))
                meta = raw;
            else if (name.SequenceEqual("id"u8))
                id = text;
            else if (name.SequenceEqual("dataset_id"u8))
                datasetId = text;
            else if (name.SequenceEqual("created_at"u8))
                at = text;
        }

        return new RowLine(id, datasetId, input, label, meta, at);
    }
}
