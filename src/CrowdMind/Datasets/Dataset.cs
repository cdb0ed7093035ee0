namespace CrowdMind.Datasets;

/// <summary>Rows to train on, made by a schema. Rows are appended, never changed.</summary>
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
    long Bytes = 0);
