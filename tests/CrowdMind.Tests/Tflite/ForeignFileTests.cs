using System.Text;

namespace CrowdMind.Tests.Tflite;

public sealed class ForeignFileTests
{
    [Theory]
    [InlineData("PK\u0003\u0004and an entry of an archive", "a zip archive")]
    [InlineData("\u001f\u008b\u0008\u0000and deflated bytes", "a gzip file")]
    [InlineData("\u0089HDF\r\n\u001a\nand a superblock", "HDF5")]
    [InlineData("GGUF\u0003\u0000\u0000\u0000and tensors", "GGUF")]
    [InlineData("\u0080\u0002c__main__ of a pickle", "a Python pickle")]
    [InlineData("\u0008\u0008\u0012\u0007pytorch and a graph", "ONNX")]
    [InlineData("\u0008\u0001\u0012\u0099a saved model", "a TensorFlow SavedModel")]
    [InlineData("\u001c\u0000\u0000\u0000TFL2and older tables", "a TFLite file of schema version 2")]
    [InlineData("\u001c\u0000\u0000\u0000ET12and a program", "an ExecuTorch program")]
    [InlineData("{\"name\": \"a model of JSON\"}", "JSON")]
    [InlineData("  \n[1, 2, 3, 4, 5, 6, 7]", "JSON")]
    [InlineData("<!DOCTYPE html><title>Not found</title>", "HTML or XML")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:", "a Git LFS pointer")]
    [InlineData("alignas(8) const unsigned char model[] = {0x1c,", "C source")]
    [InlineData("#include \"model.h\"\n\nconst int length = 4;", "C source")]
    [InlineData("a text about nothing in particular", "a text")]
    [InlineData("                                ", "nothing but spaces")]
    public void A_file_of_another_kind_is_called_by_its_name(string content, string kind)
    {
        var refusal = Reading.Invalid(Encoding.Latin1.GetBytes(content));
        Assert.Equal(0, refusal.Offset);
        Assert.Contains(kind, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("TFL3", "the file has 4 bytes, too few for a TFLite model")]
    [InlineData("\u001c\u0000\u0000\u0000TFL3\u0000", "the file has 9 bytes, too few for a TFLite model")]
    [InlineData("\u001c\u0000\u0000\u0000TFX3 and then something", "this is no TFLite file: it has no TFL3 at byte 4")]
    [InlineData("\u00ff\u00fe\u00ff\u00fe\u00ff\u00fe\u00ff\u00fe\u00ff\u00fe\u00ff\u00fe\u00ff\u00fe\u00ff\u00fe", "this is no TFLite file: it has no TFL3 at byte 4")]
    public void A_file_of_no_kind_is_told_what_it_lacks(string content, string message) =>
        Assert.Equal(message, Reading.Invalid(Encoding.Latin1.GetBytes(content)).Message);
}
