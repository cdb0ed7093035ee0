using CrowdMind.Models;
using CrowdMind.TestKit.Tflite;
using CrowdMind.Tflite;

namespace CrowdMind.Tests.Tflite;

/// <summary>Reads files whose end is known.</summary>
internal static class Reading
{
    public static ModelSignature Valid(ReadOnlySpan<byte> file)
    {
        var outcome = TfliteReader.Read(file);
        return Assert.IsType<TfliteOutcome.Valid>(outcome).Signature;
    }

    public static ModelSignature Valid(FlatDraft model) => Valid(FlatBufferWriter.Write(model, "TFL3"));

    public static TfliteOutcome.Invalid Invalid(ReadOnlySpan<byte> file) =>
        Assert.IsType<TfliteOutcome.Invalid>(TfliteReader.Read(file));

    public static TfliteOutcome.Invalid Invalid(FlatDraft model) => Invalid(FlatBufferWriter.Write(model, "TFL3"));
}
