using CrowdMind.Datasets;
using CrowdMind.Profiles;
using CrowdMind.Schemas;

namespace CrowdMind.Generation;

/// <summary>Makes something again of what is stored with a dataset.</summary>
public static class StoredDatasets
{
    /// <summary>What the dataset's rows are.</summary>
    /// <exception cref="InvalidDataException">This program cannot read it.</exception>
    public static DatasetSchema SchemaOf(Dataset dataset) =>
        DatasetSchema.Read(dataset.Schema, dataset.Labels) is SchemaOutcome.Valid valid
            ? valid.Schema
            : throw new InvalidDataException($"The schema of dataset {dataset.Id} is none to this program.");

    /// <summary>What its rows are like.</summary>
    /// <param name="schema">What they are.</param>
    /// <param name="state">What was gathered; null for no rows.</param>
    public static ProfileBuilder ProfileOf(DatasetSchema schema, byte[]? state) =>
        state is null ? new ProfileBuilder(schema) : ProfileBuilder.FromState(schema, state);
}
