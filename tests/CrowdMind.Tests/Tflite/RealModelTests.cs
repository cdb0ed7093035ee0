using CrowdMind.Models;
using CrowdMind.TestKit.Tflite;

namespace CrowdMind.Tests.Tflite;

/// <summary>
/// MediaPipe's models, whose facts were written down from what flatc, the FlatBuffers compiler, says of them. All keep their
/// weights as float16 and have DEQUANTIZE unpack them.
/// </summary>
public sealed class RealModelTests
{
    [Fact]
    public void The_short_range_face_detector_looks_at_128_pixels_and_gives_896_anchors()
    {
        var model = Reading.Valid(RealModels.Read("face_detection_short_range"));
        Assert.Equal("keras2tflite_facedetector-front.tflite.generated", model.Description);
        Assert.Equal(["input [1, 128, 128, 3] float32"], model.Inputs.Select(Line));
        Assert.Equal(["regressors [1, 896, 16] float32", "classificators [1, 896, 1] float32"], model.Outputs.Select(Line));
        Assert.Equal((1, 250, 88, 203_132), (model.Subgraphs, model.Tensors, model.Buffers, model.WeightsBytes));
        Assert.Equal(
            "CONV_2D 21, RELU 17, DEPTHWISE_CONV_2D 16, ADD 16, PAD 11, MAX_POOL_2D 3, RESHAPE 4, CONCATENATION 2, DEQUANTIZE v2 74",
            Operators(model));
    }

    [Fact]
    public void The_full_range_face_detector_looks_at_192_pixels_and_gives_2304_anchors()
    {
        var model = Reading.Valid(RealModels.Read("face_detection_full_range"));
        Assert.Equal(["input [1, 192, 192, 3] float32"], model.Inputs.Select(Line));
        Assert.Equal(
            ["reshaped_regressor_face_4 [1, 2304, 16] float32", "reshaped_classifier_face_4 [1, 2304, 1] float32"],
            model.Outputs.Select(Line));
        Assert.Equal((1, 544, 192, 1_028_418), (model.Subgraphs, model.Tensors, model.Buffers, model.WeightsBytes));
        Assert.Equal(
            "CONV_2D 49, RELU 47, DEPTHWISE_CONV_2D 40, ADD 23, MAX_POOL_2D 4, PAD 8, RESIZE_BILINEAR 3, RESHAPE 2, DEQUANTIZE v2 178",
            Operators(model));
    }

    [Fact]
    public void The_sparse_face_detector_leaves_out_two_thirds_of_the_weights_and_needs_densify()
    {
        var model = Reading.Valid(RealModels.Read("face_detection_full_range_sparse"));
        Assert.Equal(["input_1 [1, 192, 192, 3] float32"], model.Inputs.Select(Line));
        Assert.Equal(["Identity [1, 2304, 16] float32", "Identity_1 [1, 2304, 1] float32"], model.Outputs.Select(Line));
        Assert.Equal((1, 577, 581, 369_064), (model.Subgraphs, model.Tensors, model.Buffers, model.WeightsBytes));
        Assert.Equal(
            "PAD 43, DEQUANTIZE v3 182, CONV_2D 49, DEPTHWISE_CONV_2D 42, DENSIFY 46, ADD 19, RESIZE_BILINEAR v3 3, "
                + "DEPTH_TO_SPACE 2, RESHAPE 2",
            Operators(model));
        Assert.Equal([new MetadataEntry("min_runtime_version", 16)], model.Metadata);
    }

    [Theory]
    [InlineData("hand_landmark_lite", 271, 174, 2_023_432, "MAX_POOL_2D 1, ADD 10")]
    [InlineData("hand_landmark_full", 269, 172, 5_431_368, "ADD 9")]
    public void The_hand_models_look_at_224_pixels_and_give_21_points_twice(
        string name, int tensors, int buffers, long weights, string between)
    {
        var model = Reading.Valid(RealModels.Read(name));
        Assert.Equal("MLIR Converted.", model.Description);
        Assert.Equal(["input_1 [1, 224, 224, 3] float32"], model.Inputs.Select(Line));
        Assert.Equal(
            [
                "Identity [1, 63] float32", "Identity_1 [1, 1] float32", "Identity_2 [1, 1] float32",
                "Identity_3 [1, 63] float32",
            ],
            model.Outputs.Select(Line));
        Assert.Equal((1, tensors, buffers, weights), (model.Subgraphs, model.Tensors, model.Buffers, model.WeightsBytes));
        Assert.Equal(
            $"CONV_2D 31, DEPTHWISE_CONV_2D 16, {between}, MEAN 1, FULLY_CONNECTED 4, LOGISTIC 2, DEQUANTIZE v2 102",
            Operators(model));
        Assert.Equal(
            [new MetadataEntry("min_runtime_version", 16), new MetadataEntry("reduced_precision_support", 11)], model.Metadata);
    }

    [Theory]
    [InlineData("face_detection_short_range", 2 * 128 * 128 * 3 * 4)]
    [InlineData("face_detection_full_range", 2 * 192 * 192 * 3 * 4)]
    [InlineData("hand_landmark_full", 2 * 224 * 224 * 3 * 4)]
    public void Their_arena_is_larger_than_the_input_twice_and_smaller_than_all_activations(string name, long least)
    {
        var model = Reading.Valid(RealModels.Read(name));
        Assert.InRange(model.ArenaBytes!.Value, least, 10 * least);
        Assert.Contains("scratch buffers", model.ArenaMethod, StringComparison.Ordinal);
        Assert.Null(model.ClassCount);
    }

    private static string Line(TensorSignature tensor) => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}] {tensor.Dtype}";

    private static string Operators(ModelSignature model) => string.Join(
        ", ", model.Operators.Select(one => one.Version == 1 ? $"{one.Name} {one.Count}" : $"{one.Name} v{one.Version} {one.Count}"));
}
