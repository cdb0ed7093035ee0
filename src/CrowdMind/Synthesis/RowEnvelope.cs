using System.Text;

namespace CrowdMind.Synthesis;

/// <summary>What all rows of a dataset have in common.</summary>
public sealed class RowEnvelope
{
    /// <summary>Prepares it.</summary>
    /// <param name="dataset">The dataset's id.</param>
    /// <param name="createdAt">When the dataset was made; its rows follow from it, so it is theirs too.</param>
    public RowEnvelope(Guid dataset, DateTimeOffset createdAt)
    {
        Dataset = dataset;
        DatasetMember = Encoding.ASCII.GetBytes($"\",\"dataset_id\":\"{dataset}\",\"input_data\":");
        var at = new byte[Instants.TextLength];
        Instants.Write(createdAt, at);
        Close = [.. "},\"created_at\":\""u8, .. at, .. "\"}\n"u8];
    }

    private Guid Dataset { get; }

    private byte[] DatasetMember { get; }

    private byte[] Close { get; }

    /// <summary>A label as it stands between a row's fields and its index.</summary>
    internal static byte[] LabelMember(string label) => [.. "},\"label\":\""u8, .. Vocabulary.Escape(label), .. "\",\"meta\":{\"row\":"u8];

    /// <summary>Writes what stands before a row's fields.</summary>
    internal void Begin(long index, RowBuffer output)
    {
        output.Put("{\"id\":\""u8);
        output.Put(Uuids.OfRow(Dataset, index));
        output.Put(DatasetMember);
        output.Put((byte)'{');
    }

    /// <summary>Writes what stands behind them.</summary>
    internal void End(long index, ReadOnlySpan<byte> labelMember, RowSplit split, ReadOnlySpan<byte> seedMember, RowBuffer output)
    {
        output.Put(labelMember);
        output.Put(index);
        output.Put(split switch
        {
            RowSplit.Train => ",\"split\":\"train"u8,
            RowSplit.Validation => ",\"split\":\"validation"u8,
            _ => ",\"split\":\"test"u8,
        });
        output.Put(seedMember);
        output.Put(Close);
    }
}
