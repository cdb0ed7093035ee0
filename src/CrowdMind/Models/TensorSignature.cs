namespace CrowdMind.Models;

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name in the file, or none.</param>
/// <param name="Shape">Its dimensions; 1 stands where one is not known before.</param>
/// <param name="ShapeSignature">The same with -1 where a dimension is not known before; null when the file does not say.</param>
/// <param name="Dtype">The type of its elements, in lower case: <c>float32</c>, <c>int8</c>, …</param>
/// <param name="Quantization">How its integers stand for real numbers; null when they do not.</param>
public sealed record TensorSignature(
    string? Name,
    IReadOnlyList<int> Shape,
    IReadOnlyList<int>? ShapeSignature,
    string Dtype,
    QuantizationSignature? Quantization);
