namespace CrowdMind.Server.Wire;

/// <summary>One row of a dataset.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DatasetId">Its dataset.</param>
/// <param name="InputData">Its fields.</param>
/// <param name="Label">Its label.</param>
/// <param name="Meta">Its index, split and seed.</param>
/// <param name="CreatedAt">When its dataset was made.</param>
internal sealed record RowResponse(
    Guid Id, DatasetId DatasetId, RawJson InputData, string? Label, RowMeta Meta, DateTimeOffset CreatedAt);

/// <summary>What is known about a row.</summary>
/// <param name="Row">Its index in the dataset, from 0.</param>
/// <param name="Split">train, validation or test.</param>
/// <param name="Seed">The seed it was made with; null for a row from outside.</param>
internal sealed record RowMeta(long Row, string Split, long? Seed);
