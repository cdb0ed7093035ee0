using System.Text.Json.Serialization;

namespace CrowdMind.Models;

/// <summary>What a device and a trainer must agree on, read out of a <c>.tflite</c> file.</summary>
/// <param name="SchemaVersion">The version of the TFLite schema that the file says it follows; 3 today.</param>
/// <param name="Description">The file's own words, or none.</param>
/// <param name="Inputs">What the first subgraph takes.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Operators">The operators it needs, each kind once.</param>
/// <param name="Subgraphs">How many subgraphs there are.</param>
/// <param name="Tensors">How many tensors, in all subgraphs.</param>
/// <param name="Buffers">How many buffers.</param>
/// <param name="WeightsBytes">The bytes of all buffers that tensors use.</param>
/// <param name="ArenaBytes">The estimated memory for activations while it runs; null when a shape is not known before.</param>
/// <param name="ArenaMethod">How that was estimated, for people.</param>
/// <param name="Metadata">What the file carries beside the graph.</param>
/// <param name="Labels">The classes' names as packed in the file; null when there are none.</param>
public sealed record ModelSignature(
    int SchemaVersion,
    string? Description,
    IReadOnlyList<TensorSignature> Inputs,
    IReadOnlyList<TensorSignature> Outputs,
    IReadOnlyList<OperatorSignature> Operators,
    int Subgraphs,
    int Tensors,
    int Buffers,
    long WeightsBytes,
    long? ArenaBytes,
    string ArenaMethod,
    IReadOnlyList<MetadataEntry> Metadata,
    IReadOnlyList<string>? Labels)
{
    /// <summary>
    /// How many classes it tells apart, when it looks like a classifier: it has one output, whose last dimension is known and
    /// above 1, and all others are 1. Null when it does not. An output of a single number may well tell two classes apart,
    /// but need not, so it says nothing of labels.
    /// </summary>
    [JsonIgnore]
    public int? ClassCount =>
        Outputs is [var output]
        && output.Shape is [.., > 1 and var classes] && output.Shape.SkipLast(1).All(dimension => dimension == 1)
        && output.ShapeSignature is null or [.., > 0]
            ? classes
            : null;
}
