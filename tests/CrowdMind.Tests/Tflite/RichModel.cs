using CrowdMind.TestKit.Tflite;

namespace CrowdMind.Tests.Tflite;

/// <summary>A small model that has one of everything in the schema that leads somewhere.</summary>
internal static class RichModel
{
    public const int Inputs = 0, Weights = 2, Sparse = 3, Variable = 4, Output = 5;

    public static byte[] Build() => FlatBufferWriter.Write(Draft(), "TFL3");

    public static FlatDraft Draft() => new FlatDraft()
        .Set(0, 3u)
        .Set(1, new[]
        {
            Code(22),                                                       // RESHAPE, as old writers put it: one byte
            new FlatDraft().Set(0, (sbyte)32).Set(1, "MyFilter").Set(2, 4), // a custom operator
            new FlatDraft().Set(0, (sbyte)127).Set(2, 2).Set(3, 150),       // GELU, a code beyond one byte
            Code(119), Code(118), Code(129),                                // WHILE, IF, CALL_ONCE
            new FlatDraft().Set(0, (sbyte)127).Set(2, 1).Set(3, 206),       // STABLEHLO_COMPOSITE
        })
        .Set(2, new[] { Graph(), Called("cond", 1), Called("body", 4) })
        .Set(3, "one of everything")
        .Set(4, Buffers())
        .Set(5, new[] { 4 })
        .Set(6, new[] { new FlatDraft().Set(0, "min_runtime_version").Set(1, 4u) })
        .Set(7, new[] { SignatureDef() })
        .Set(8, new[] { new FlatDraft().Set(0, "group") })
        .Set(9, new[] { new FlatDraft().Set(0, 1u).Set(3, 12ul).Set(4, "packing") });

    private static FlatDraft Code(int code) => new FlatDraft().Set(0, (sbyte)Math.Min(code, 127)).Set(3, code);

    private static FlatDraft[] Buffers() =>
    [
        new(), new FlatDraft().Set(0, new byte[32]), new FlatDraft().Set(0, new byte[6]), new(),
        new FlatDraft().Set(0, "1.14.0\0"u8.ToArray()), new FlatDraft().Set(1, 64ul).Set(2, 24ul),
    ];

    private static FlatDraft Graph() => new FlatDraft()
        .Set(0, Tensors())
        .Set(1, new[] { 0, 1 })
        .Set(2, new[] { Output })
        .Set(3, Operators())
        .Set(4, "main");

    private static FlatDraft[] Tensors() =>
    [
        Tensor("image", 9, 1, 2, 2, 3).Set(7, new[] { -1, 2, 2, 3 }).Set(4, Quantization([0.5f], [-128])),
        Tensor("state", 0, 1, 4).Set(4, new FlatDraft().Set(0, new[] { -1f }).Set(1, new[] { 1f })),
        Tensor("weights", 9, 2, 16).Set(2, 1u).Set(4, Quantization([0.1f, 0.2f], [0, 0]).Set(6, 0)),
        Tensor("sparse", 9, 8, 8).Set(2, 2u).Set(6, Sparsity()),
        Tensor("memory", 0, 1, 4).Set(5, true),
        Tensor("scores", 3, 1, 4).Set(4, Quantization([1f / 256], [0])),
        Tensor("blockwise", 17, 4, 8).Set(4, new FlatDraft().Set(4, (byte)2).Set(5, new FlatDraft().Set(0, 7).Set(1, -1).Set(2, 32))),
        Tensor("scales", 0, 6).Set(2, 5u),
        Tensor("list", 14).Set(8, true).Set(9, new[] { new FlatDraft().Set(0, new[] { 1, 2 }).Set(1, (sbyte)0) }),
        Tensor("own", 3, 4).Set(4, new FlatDraft().Set(4, (byte)1).Set(5, new FlatDraft().Set(0, new byte[3]))),
        Tensor("axes", 3, 4).Set(4, new FlatDraft().Set(4, (byte)3).Set(5, new FlatDraft().Set(0, 7).Set(1, 7).Set(3, new[] { 0 }))),
    ];

    private static FlatDraft[] Operators() =>
    [
        Operator(0, [Inputs], [6]).Set(3, (byte)17).Set(4, new FlatDraft().Set(0, new[] { 1, 12 })),
        Operator(1, [6, Weights, -1], [7]).Set(5, new byte[5]).Set(7, new[] { false, true, false }).Set(8, new[] { 9 }),
        Operator(2, [7, Sparse, Variable], [10]).Set(3, (byte)116).Set(4, new FlatDraft().Set(0, true)),
        Operator(3, [10], [10]).Set(3, (byte)93).Set(4, new FlatDraft().Set(0, 1).Set(1, 2)),
        Operator(4, [1], [10]).Set(3, (byte)92).Set(4, new FlatDraft().Set(0, 1).Set(1, 2)),
        Operator(5, [], []).Set(3, (byte)103).Set(4, new FlatDraft().Set(0, 2)),
        Operator(6, [10], [Output]).Set(9, 64ul).Set(10, 8ul).Set(11, (byte)21)
            .Set(12, new FlatDraft().Set(0, "odml.filter").Set(1, 2).Set(2, new byte[9])),
    ];

    private static FlatDraft Called(string name, int width) => new FlatDraft()
        .Set(0, new[] { Tensor("in", 0, 1, width), Tensor("out", 0, 1, width) })
        .Set(1, new[] { 0 })
        .Set(2, new[] { 1 })
        .Set(3, new[] { Operator(2, [0], [1]) })
        .Set(4, name);

    private static FlatDraft SignatureDef() => new FlatDraft()
        .Set(0, new[] { new FlatDraft().Set(0, "image").Set(1, 0u) })
        .Set(1, new[] { new FlatDraft().Set(0, "scores").Set(1, (uint)Output) })
        .Set(2, "serving_default");

    private static FlatDraft Tensor(string name, int type, params int[] shape) =>
        new FlatDraft().Set(0, shape).Set(1, (sbyte)type).Set(3, name);

    private static FlatDraft Quantization(float[] scale, long[] zeroPoint) => new FlatDraft().Set(2, scale).Set(3, zeroPoint);

    private static FlatDraft Sparsity()
    {
        var dense = new FlatDraft().Set(1, 8);
        var sparse = new FlatDraft().Set(0, (sbyte)1)
            .Set(2, (byte)1).Set(3, new FlatDraft().Set(0, new[] { 0, 1, 2 }))
            .Set(4, (byte)2).Set(5, new FlatDraft().Set(0, new ushort[] { 0, 3 }));
        return new FlatDraft().Set(0, new[] { 0, 1 }).Set(1, new[] { 0 }).Set(2, new[] { dense, sparse });
    }

    private static FlatDraft Operator(int code, int[] inputs, int[] outputs) =>
        new FlatDraft().Set(0, (uint)code).Set(1, inputs).Set(2, outputs);
}
