using CrowdMind.TestKit.Tflite;
using CrowdMind.Tests.Tflite;

namespace CrowdMind.Tests.Models;

public sealed class ModelSignatureTests
{
    [Theory]
    [InlineData(3, new[] { 1, 3 })]
    [InlineData(10, new[] { 10 })]
    [InlineData(1001, new[] { 1, 1, 1, 1001 })]
    [InlineData(2, new[] { 1, 2 })]
    public void One_output_with_one_dimension_above_one_tells_classes_apart(int classes, int[] shape) =>
        Assert.Equal(classes, Of(new SampleTensor("scores", shape)).ClassCount);

    [Theory]
    [InlineData(new[] { 1, 1 })]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 2, 3 })]
    [InlineData(new[] { 3, 1 })]
    [InlineData(new[] { 1, 0 })]
    [InlineData(new int[0])]
    public void One_number_or_several_rows_say_nothing_of_classes(int[] shape) =>
        Assert.Null(Of(new SampleTensor("output", shape)).ClassCount);

    [Fact]
    public void Two_outputs_say_nothing_of_classes() =>
        Assert.Null(Of(new SampleTensor("boxes", 1, 4), new SampleTensor("scores", 1, 3)).ClassCount);

    [Fact]
    public void An_open_batch_hides_no_classes_and_an_open_last_dimension_does()
    {
        Assert.Equal(3, Of(new SampleTensor("scores", 1, 3) { ShapeSignature = [-1, 3] }).ClassCount);
        Assert.Null(Of(new SampleTensor("scores", 1, 3) { ShapeSignature = [1, -1] }).ClassCount);
    }

    private static CrowdMind.Models.ModelSignature Of(params SampleTensor[] outputs) =>
        Reading.Valid(new TfliteSample { Outputs = outputs }.Build());
}
