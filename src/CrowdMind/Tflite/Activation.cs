namespace CrowdMind.Tflite;

/// <summary>A tensor that has memory while a graph runs.</summary>
/// <param name="Bytes">What it takes.</param>
/// <param name="First">The first operator, by its place in the graph, that needs it.</param>
/// <param name="Last">The last.</param>
internal readonly record struct Activation(long Bytes, int First, int Last);
