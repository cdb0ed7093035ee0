using System.Text;

namespace CrowdMind.Tflite;

/// <summary>What a file that is not TFLite looks like: people upload what lies beside the model.</summary>
internal static class ForeignFile
{
    private const int GlanceBytes = 512;

    /// <summary>Says what it looks like and what to do; null when it looks like nothing known.</summary>
    public static string? Describe(ReadOnlySpan<byte> file) => ByNumber(file) ?? ByText(file);

    private static string? ByNumber(ReadOnlySpan<byte> file) => file switch
    {
        [_, _, _, _, (byte)'T', (byte)'F', (byte)'L', >= (byte)'0' and <= (byte)'9' and var version, ..] =>
            $"it is a TFLite file of schema version {version - '0'}; convert the model to version 3, which runtimes read",
        [_, _, _, _, (byte)'E', (byte)'T', ..] => "it looks like an ExecuTorch program; export the model for TFLite",
        [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..] =>
            "it looks like a zip archive, as a Keras, a PyTorch or a packed file is; upload the .tflite file itself",
        [0x1F, 0x8B, ..] => "it looks like a gzip file; unpack it and upload the .tflite file",
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] =>
            "it looks like HDF5, as older Keras files are; convert the model to TFLite",
        [(byte)'G', (byte)'G', (byte)'U', (byte)'F', ..] => "it looks like GGUF; only TFLite models are kept here",
        [0x80, >= 2 and <= 5, ..] => "it looks like a Python pickle, as older PyTorch files are; convert the model to TFLite",
        [8, >= 3 and < 32, 0x12, ..] => "it looks like ONNX; convert the model to TFLite",
        [8, 1, 0x12, ..] => "it looks like a TensorFlow SavedModel; convert it to TFLite",
        _ => null,
    };

    private static string? ByText(ReadOnlySpan<byte> file)
    {
        var glance = file[..Math.Min(file.Length, GlanceBytes)];
        if (glance.StartsWith("\uFEFF"u8))
            glance = glance[3..];
        if (glance.ContainsAnyInRange((byte)0, (byte)8))
            return null;
        var text = Encoding.UTF8.GetString(glance).TrimStart();
        return text switch
        {
            _ when text.Contains('\uFFFD', StringComparison.Ordinal) => null,
            "" => "it holds nothing but spaces",
            ['{' or '[', ..] => "it looks like JSON; upload the .tflite file it belongs to",
            ['<', ..] => "it looks like HTML or XML, as an error page is; look at what the download of the model gave",
            _ when text.StartsWith("version https://git-lfs", StringComparison.Ordinal) =>
                "it is a Git LFS pointer; run git lfs pull and upload the file it stands for",
            _ when StartsAsSource(text) => "it looks like C source; upload the .tflite file that it was made from",
            _ => "it looks like a text; upload the .tflite file",
        };
    }

    private static bool StartsAsSource(string text) =>
        text.StartsWith("#include", StringComparison.Ordinal) || text.StartsWith("//", StringComparison.Ordinal)
        || text.StartsWith("/*", StringComparison.Ordinal) || text.StartsWith("alignas", StringComparison.Ordinal)
        || text.Contains("unsigned char", StringComparison.Ordinal);
}
