using System.Globalization;

namespace CrowdMind.Tflite;

/// <summary>The types of a tensor's elements by their numbers: enum TensorType of schema.fbs, version 3d.</summary>
internal static class ElementTypes
{
    /// <summary>What each is called, and the bits of one element; 0 when that differs from element to element.</summary>
    private static readonly (string Name, int Bits)[] Types =
    [
        ("float32", 32), ("float16", 16), ("int32", 32), ("uint8", 8), ("int64", 64), ("string", 0), ("bool", 8), ("int16", 16),
        ("complex64", 64), ("int8", 8), ("float64", 64), ("complex128", 128), ("uint64", 64), ("resource", 32), ("variant", 0),
        ("uint32", 32), ("uint16", 16), ("int4", 4), ("bfloat16", 16), ("int2", 2), ("uint4", 4), ("float8_e4m3fn", 8),
        ("float8_e5m2", 8),
    ];

    /// <summary>A handle to something that lives elsewhere.</summary>
    private const int Resource = 13;

    /// <summary>A type's name. One that a later schema added has its number for a name.</summary>
    public static string Name(int type) =>
        type < Types.Length ? Types[type].Name : string.Create(CultureInfo.InvariantCulture, $"type_{type}");

    /// <summary>The bits of one element, which are packed where they are fewer than eight; 0 when nobody knows before.</summary>
    public static int Bits(int type) => type < Types.Length ? Types[type].Bits : 0;

    /// <summary>Whether a constant of this type has at least the bytes that its shape says.</summary>
    public static bool IsPlain(int type) => Bits(type) > 0 && type != Resource;
}
