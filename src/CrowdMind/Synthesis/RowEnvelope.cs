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

    internal Guid Dataset { get; }

    internal byte[] DatasetMember { get; }

    internal byte[] Close { get; }
}
