using CrowdMind.Datasets;
using CrowdMind.Schemas;
using CrowdMind.Synthesis;

namespace CrowdMind.Generation;

/// <summary>The certificates of datasets, each computed when it is first asked for and kept for a while.</summary>
/// <param name="vocabulary">The words of rows.</param>
public sealed class Certificates(Vocabulary vocabulary)
{
    // Guards what is kept.
    private readonly Lock _gate = new();
    private readonly Dictionary<(DatasetId, DatasetState), Lazy<Certificate>> _kept = [];

    /// <summary>The certificate of a dataset.</summary>
    /// <param name="dataset">The dataset; its schema changes with its state alone.</param>
    /// <param name="schema">What its rows are.</param>
    public Certificate Of(Dataset dataset, DatasetSchema schema) =>
        Entry((dataset.Id, dataset.State), schema).Value;

    private Lazy<Certificate> Entry((DatasetId, DatasetState) id, DatasetSchema schema)
    {
        lock (_gate)
        {
            if (_kept.TryGetValue(id, out var kept))
                return kept;
            if (_kept.Count == Limits.Certificates)
                _kept.Clear();
            return _kept[id] = new Lazy<Certificate>(() => Certificate.Compute(schema, vocabulary));
        }
    }
}
