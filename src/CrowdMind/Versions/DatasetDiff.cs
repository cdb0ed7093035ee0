using System.Text.Json;
using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Profiles;

namespace CrowdMind.Versions;

/// <summary>What changed between two datasets.</summary>
/// <param name="datasets">The datasets.</param>
public sealed class DatasetDiff(IDatasetStore datasets)
{
    /// <summary>Writes it as a JSON object.</summary>
    /// <param name="one">The first.</param>
    /// <param name="other">The second.</param>
    /// <param name="json">Where it goes.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task WriteAsync(Dataset one, Dataset other, Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        var (first, second) = (await ProfileAsync(one, cancellationToken), await ProfileAsync(other, cancellationToken));
        json.WriteStartObject();
        WriteSide(json, "a", one);
        WriteSide(json, "b", other);
        json.WriteStartObject("rows"u8);
        json.WriteNumber("a"u8, one.RowCount);
        json.WriteNumber("b"u8, other.RowCount);
        json.WriteNumber("difference"u8, other.RowCount - one.RowCount);
        json.WriteEndObject();
        SchemaDiff.Write(one.Schema, other.Schema, json);
        ProfileDiff.Write(first, second, json);
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string member, Dataset dataset)
    {
        json.WriteStartObject(member);
        json.WriteString("id"u8, dataset.Id.Value);
        json.WriteString("name"u8, dataset.Name);
        json.WriteString("version"u8, dataset.Version);
        json.WriteEndObject();
    }

    private async Task<ProfileBuilder> ProfileAsync(Dataset dataset, CancellationToken cancellationToken) =>
        StoredDatasets.ProfileOf(StoredDatasets.SchemaOf(dataset), await datasets.ReadProfileAsync(dataset.Id, cancellationToken));
}
