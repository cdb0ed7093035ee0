namespace CrowdMind.TestKit.Tflite;

/// <summary>An input or output of a <see cref="TfliteSample"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions.</param>
public sealed record SampleTensor(string Name, params int[] Shape)
{
    /// <summary>The number of its type in the schema: 0 float32, 1 float16, 2 int32, 3 uint8, 9 int8, …</summary>
    public sbyte ElementType { get; init; }

    /// <summary>The scale of its integers; none when null.</summary>
    public float? Scale { get; init; }

    /// <summary>The integer that stands for zero.</summary>
    public long ZeroPoint { get; init; }

    /// <summary>Its dimensions with -1 for those that are not known; absent when null.</summary>
    public int[]? ShapeSignature { get; init; }
}
