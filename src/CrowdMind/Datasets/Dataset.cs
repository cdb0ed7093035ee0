using System.Text.Json.Serialization;

namespace CrowdMind.Datasets;

/// <summary>
/// Rows to train on. Rows are appended, never changed. Datasets that share a name are the versions of one thing; those made
/// as versions are unique by name and version, and do not change at all.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Version">1 to 50 characters of the author's own.</param>
/// <param name="Schema">How its rows come about; none for the default rows.</param>
/// <param name="Labels">What a row may be labelled.</param>
/// <param name="RowCount">How many rows it has.</param>
/// <param name="CreatedAt">When it was made; the time of every row too, so that rows do not depend on when they were asked for.</param>
/// <param name="Checksum">Of all its rows; none while it has none.</param>
/// <param name="GeneratorVersion">The version of the generator that made the newest rows.</param>
/// <param name="Bytes">What its rows weigh as JSONL.</param>
/// <param name="State">What may still become of it.</param>
/// <param name="DatasetType">Where the author says its rows come from, or none.</param>
/// <param name="CreatedBy">Who made it, in the author's words, or none.</param>
/// <param name="Description">The author's words, or none.</param>
/// <param name="File">The file it is handed out as; none until one is made.</param>
public sealed record Dataset(
    DatasetId Id,
    string Name,
    string Version,
    RawJson? Schema,
    IReadOnlyList<string> Labels,
    long RowCount,
    DateTimeOffset CreatedAt,
    RowsChecksum? Checksum = null,
    int? GeneratorVersion = null,
    long Bytes = 0,
    DatasetState State = DatasetState.Growing,
    DatasetType? DatasetType = null,
    string? CreatedBy = null,
    string? Description = null,
    DatasetFile? File = null)
{
    /// <summary>Whether it was made whole and no longer changes.</summary>
    [JsonIgnore]
    public bool IsFinal => State is DatasetState.Generated or DatasetState.Uploaded;

    /// <summary>Whether it is a name that waits for its first version.</summary>
    [JsonIgnore]
    public bool IsWaiting => State == DatasetState.Waiting && RowCount == 0;
}
