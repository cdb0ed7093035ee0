using CrowdMind.Models;
using CrowdMind.TestKit.Tflite;

namespace CrowdMind.Tests.Tflite;

public sealed class TfliteReaderTests
{
    [Fact]
    public void A_sample_reads_as_it_was_described()
    {
        var signature = Reading.Valid(new TfliteSample
        {
            Inputs = [new("wave", 1, 8) { ElementType = 9, Scale = 0.25f, ZeroPoint = -3, ShapeSignature = [-1, 8] }],
            Outputs = [new("kind", 1, 2)],
            Description = "who walks",
            WeightBytes = 1000,
        }.Build());
        Assert.Equal(3, signature.SchemaVersion);
        Assert.Equal("who walks", signature.Description);
        var input = Assert.Single(signature.Inputs);
        Assert.Equal(("wave", "int8"), (input.Name, input.Dtype));
        Assert.Equal([1, 8], input.Shape);
        Assert.Equal([-1, 8], input.ShapeSignature!);
        Assert.Equal([0.25f], input.Quantization!.Scale);
        Assert.Equal([-3L], input.Quantization.ZeroPoint);
        Assert.Null(input.Quantization.Dimension);
        var output = Assert.Single(signature.Outputs);
        Assert.Equal(("kind", "float32"), (output.Name, output.Dtype));
        Assert.Null(output.ShapeSignature);
        Assert.Null(output.Quantization);
        Assert.Equal((1, 5, 3), (signature.Subgraphs, signature.Tensors, signature.Buffers));
        Assert.Equal((4 * 2 * 8) + 1000, signature.WeightsBytes);
        Assert.Equal(
            [new OperatorSignature("FULLY_CONNECTED", 1, false, 1), new OperatorSignature("SOFTMAX", 1, false, 1)],
            signature.Operators);
        Assert.Empty(signature.Metadata);
        Assert.Null(signature.Labels);
    }

    [Fact]
    public void A_model_with_one_of_everything_is_sound()
    {
        var signature = Reading.Valid(RichModel.Build());
        Assert.Equal((3, 15, 6), (signature.Subgraphs, signature.Tensors, signature.Buffers));
        Assert.Equal(["image", "state"], signature.Inputs.Select(input => input.Name!));
        Assert.Equal(
            [
                new("RESHAPE", 1, false, 1), new("MyFilter", 4, true, 1), new("GELU", 2, false, 3), new("WHILE", 1, false, 1),
                new("IF", 1, false, 1), new("CALL_ONCE", 1, false, 1), new("STABLEHLO_COMPOSITE", 1, false, 1),
            ],
            signature.Operators);
        Assert.Equal([new MetadataEntry("min_runtime_version", 7)], signature.Metadata);
    }

    [Fact]
    public void Weights_are_the_buffers_that_tensors_use_each_once_wherever_they_are()
    {
        // 32 in a vector, 6 sparse ones, 24 outside the FlatBuffer; the metadata's 7 are none.
        Assert.Equal(32 + 6 + 24, Reading.Valid(RichModel.Build()).WeightsBytes);
        var twice = RichModel.Draft();
        twice.Tables(2)[0].Tables(0)[RichModel.Sparse].Set(2, 1u);
        Assert.Equal(32 + 24, Reading.Valid(twice).WeightsBytes);
    }

    [Theory]
    [InlineData(0, 3, "CONV_2D")]
    [InlineData(3, 3, "CONV_2D")]
    [InlineData(3, 0, "CONV_2D")]
    [InlineData(127, 209, "STABLEHLO_CASE")]
    [InlineData(127, 128, "CUMSUM")]
    [InlineData(127, 2000, "BUILTIN_2000")]
    [InlineData(-1, 39, "TRANSPOSE")]
    public void The_code_of_a_built_in_operator_is_the_larger_of_its_two_fields(int deprecated, int code, string name)
    {
        var model = RichModel.Draft();
        model.Tables(1)[0].Set(0, (sbyte)deprecated).Set(3, code);
        Assert.Equal(name, Reading.Valid(model).Operators[0].Name);
    }

    [Fact]
    public void Kinds_that_no_operator_is_of_are_not_needed_and_equal_ones_are_one()
    {
        var model = RichModel.Draft();
        model.Tables(1)[3] = model.Tables(1)[2];
        model.Tables(2)[0].Tables(3)[4].Set(0, 3u);
        var operators = Reading.Valid(model).Operators;
        Assert.Equal(5, operators.Single(one => one.Name == "GELU").Count);
        Assert.DoesNotContain(operators, one => one.Name is "WHILE" or "IF");
    }

    [Theory]
    [InlineData(0, "float32")]
    [InlineData(1, "float16")]
    [InlineData(7, "int16")]
    [InlineData(17, "int4")]
    [InlineData(18, "bfloat16")]
    [InlineData(22, "float8_e5m2")]
    [InlineData(99, "type_99")]
    public void A_type_has_the_schemas_name_or_its_number(int type, string name) =>
        Assert.Equal(name, Reading.Valid(Sample(new SampleTensor("in", 1, 4) { ElementType = (sbyte)type })).Inputs[0].Dtype);

    [Fact]
    public void Scales_for_each_slice_say_which_dimension_is_sliced()
    {
        var model = RichModel.Draft();
        model.Tables(2)[0].Set(1, new[] { RichModel.Weights });
        var quantization = Reading.Valid(model).Inputs[0].Quantization!;
        Assert.Equal([0.1f, 0.2f], quantization.Scale);
        Assert.Equal([0L, 0], quantization.ZeroPoint);
        Assert.Equal(0, quantization.Dimension);
    }

    [Fact]
    public void Words_are_cut_and_made_such_that_every_database_takes_them()
    {
        var model = new TfliteSample { Description = "a\0b" + new string('ä', 5000) }.Draft();
        var words = Reading.Valid(model).Description!;
        Assert.StartsWith("a\uFFFDbää", words, StringComparison.Ordinal);
        Assert.EndsWith("ä…", words, StringComparison.Ordinal);
        Assert.Equal(3 + ((Limits.TfliteTextBytes - 3) / 2) + 1, words.Length);
    }

    [Fact]
    public void Twenty_megabytes_of_weights_are_not_read()
    {
        var light = new TfliteSample().Build();
        var heavy = new TfliteSample { WeightBytes = 20_000_000 }.Build();
        CrowdMind.Tflite.TfliteReader.Read(light, out var few);
        CrowdMind.Tflite.TfliteReader.Read(heavy, out var asFew);
        Assert.Equal(few, asFew);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Reading.Valid(heavy);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 50_000);
    }

    private static FlatDraft Sample(SampleTensor input) => new TfliteSample { Inputs = [input] }.Draft();
}
