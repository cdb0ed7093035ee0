using System.IO.Compression;

namespace CrowdMind.TestKit.Tflite;

/// <summary>
/// A small classifier as a <c>.tflite</c> file, written by hand after the public schema (tensorflow/lite/schema/schema.fbs,
/// version 3): FULLY_CONNECTED from the first input, then SOFTMAX to the first output. With one input and one output of
/// floats and two dimensions it is a model that runs.
/// </summary>
public sealed record TfliteSample
{
    private const int FullyConnected = 9, Softmax = 25;
    private const byte FullyConnectedOptions = 8, SoftmaxOptions = 9;

    /// <summary>Its inputs.</summary>
    public IReadOnlyList<SampleTensor> Inputs { get; init; } = [new("input", 1, 4)];

    /// <summary>Its outputs.</summary>
    public IReadOnlyList<SampleTensor> Outputs { get; init; } = [new("output", 1, 3)];

    /// <summary>What the classes are called, packed as the label file of the first output; no such file when null.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>The file's own words.</summary>
    public string Description { get; init; } = "a sample";

    /// <summary>Bytes of weights that make it heavier, beside those it works with: up to 20 MB and more.</summary>
    public int WeightBytes { get; init; }

    /// <summary>Models with different seeds differ in their weights only.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Writes the file; the same facts give the same bytes.</summary>
    public byte[] Build() => WithLabelFile(FlatBufferWriter.Write(Draft(), "TFL3"));

    /// <summary>The model before it is written, for tests that change something.</summary>
    public FlatDraft Draft() => new FlatDraft()
        .Set(0, 3u)
        .Set(1, new[] { OperatorCode(FullyConnected), OperatorCode(Softmax) })
        .Set(2, new[] { Subgraph() })
        .Set(3, Description)
        .Set(4, Buffers())
        .Set(6, Labels is null ? null : new[] { new FlatDraft().Set(0, "TFLITE_METADATA").Set(1, 3u) });

    private static FlatDraft OperatorCode(int code) => new FlatDraft().Set(0, (sbyte)code).Set(2, 1).Set(3, code);

    /// <summary>Its tensors: inputs, outputs, weights, what lies between the two operators, ballast.</summary>
    private FlatDraft Subgraph()
    {
        var (first, weights) = (Inputs.Count, Inputs.Count + Outputs.Count);
        FlatDraft[] tensors =
        [
            .. Inputs.Concat(Outputs).Select(tensor => Tensor(tensor, buffer: 0)),
            Tensor(new SampleTensor("weights", Width(Outputs), Width(Inputs)), buffer: 1),
            Tensor(new SampleTensor("between", Outputs[0].Shape), buffer: 0),
            Tensor(new SampleTensor("ballast", WeightBytes) { ElementType = 9 }, buffer: 2),
        ];
        var dense = new FlatDraft().Set(0, 0u).Set(1, new[] { 0, weights, -1 }).Set(2, new[] { weights + 1 })
            .Set(3, FullyConnectedOptions).Set(4, new FlatDraft().Set(2, true));
        var softmax = new FlatDraft().Set(0, 1u).Set(1, new[] { weights + 1 }).Set(2, new[] { first })
            .Set(3, SoftmaxOptions).Set(4, new FlatDraft().Set(0, 1f));
        return new FlatDraft()
            .Set(0, tensors)
            .Set(1, Enumerable.Range(0, Inputs.Count).ToArray())
            .Set(2, Enumerable.Range(first, Outputs.Count).ToArray())
            .Set(3, new[] { dense, softmax })
            .Set(4, "main");
    }

    private static int Width(IReadOnlyList<SampleTensor> tensors) => tensors[0].Shape.LastOrDefault(1);

    private static FlatDraft Tensor(SampleTensor tensor, uint buffer) => new FlatDraft()
        .Set(0, tensor.Shape)
        .Set(1, tensor.ElementType)
        .Set(2, buffer)
        .Set(3, tensor.Name)
        .Set(4, tensor.Scale is { } scale
            ? new FlatDraft().Set(2, new[] { scale }).Set(3, new[] { tensor.ZeroPoint })
            : null)
        .Set(7, tensor.ShapeSignature);

    /// <summary>Nothing, as the schema demands of the first; the weights; the ballast; what is known of the labels.</summary>
    private FlatDraft[] Buffers()
    {
        var weights = new byte[4 * Width(Inputs) * Width(Outputs)];
        for (var index = 0; index < weights.Length; index += 4)
            BitConverter.TryWriteBytes(weights.AsSpan(index), (((index * 31) + Seed) % 17 / 17f) - 0.5f);
        var ballast = new byte[WeightBytes];
        new Random(Seed).NextBytes(ballast);
        var buffers = new List<FlatDraft> { new(), new FlatDraft().Set(0, weights), new FlatDraft().Set(0, ballast) };
        if (Labels is not null)
            buffers.Add(new FlatDraft().Set(0, FlatBufferWriter.Write(LabelMetadata(), "M001")));
        return [.. buffers];
    }

    /// <summary>
    /// Says which packed file names the classes (tensorflow_lite_support/metadata/metadata_schema.fbs): type 2 is
    /// TENSOR_AXIS_LABELS.
    /// </summary>
    private static FlatDraft LabelMetadata()
    {
        var file = new FlatDraft().Set(0, "labels.txt").Set(2, (sbyte)2);
        var output = new FlatDraft().Set(0, "probability").Set(6, new[] { file });
        return new FlatDraft().Set(0, "sample").Set(3, new[] { new FlatDraft().Set(3, new[] { output }) });
    }

    /// <summary>Packed files are a zip that stands behind the model.</summary>
    private byte[] WithLabelFile(byte[] model)
    {
        if (Labels is null)
            return model;
        using var file = new MemoryStream();
        file.Write(model);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry("labels.txt");
            entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var content = new StreamWriter(entry.Open());
            content.Write(string.Join('\n', Labels) + "\n");
        }

        return file.ToArray();
    }
}
