using CrowdMind.Models;

namespace CrowdMind.Tflite;

/// <summary>Reads table QuantizationParameters.</summary>
internal static class Quantizations
{
    /// <summary>Goes over that of any tensor.</summary>
    public static void Check(FlatTable tensor, int tensors)
    {
        var table = tensor.Table(Fields.Tensor.Quantization);
        table.Check(Fields.Quantization.Min, sizeof(float));
        table.Check(Fields.Quantization.Max, sizeof(float));
        var scales = table.Check(Fields.Quantization.Scale, sizeof(float)).Count;
        var zeroPoints = table.Check(Fields.Quantization.ZeroPoint, sizeof(long)).Count;
        if (scales > 0 && scales != zeroPoints)
            table.Refuse($"a quantization has {scales} scales and {zeroPoints} zero points; it must have as many of each");
        CheckDetails(table, tensors);
    }

    /// <summary>That of an input or output; null when there is none.</summary>
    public static QuantizationSignature? Read(FlatTable tensor)
    {
        var table = tensor.Table(Fields.Tensor.Quantization);
        var scales = table.Vector(Fields.Quantization.Scale);
        var zeroPoints = table.Vector(Fields.Quantization.ZeroPoint, sizeof(long));
        if (scales.Count == 0 || !table.Keep((long)scales.Count * (sizeof(float) + sizeof(long))))
            return null;
        var (scale, zeroPoint) = (new float[scales.Count], new long[scales.Count]);
        for (var at = 0; at < scale.Length; at++)
        {
            (scale[at], zeroPoint[at]) = (scales.Single(at), zeroPoints.Int64(at));
            if (!float.IsFinite(scale[at]))
                table.Refuse($"scale {at} of a quantization is {scale[at]}; it must be a number");
        }

        return new QuantizationSignature(
            scale, zeroPoint, scale.Length > 1 ? table.Int32(Fields.Quantization.Dimension) : null);
    }

    /// <summary>The union QuantizationDetails: bytes of one's own, or tensors that hold the scales.</summary>
    private static void CheckDetails(FlatTable table, int tensors)
    {
        var details = table.Union(Fields.Quantization.DetailsType, Fields.Quantization.Details);
        switch (table.Byte(Fields.Quantization.DetailsType))
        {
            case Fields.QuantizationDetails.Custom:
                details.Check(0, sizeof(byte));
                break;
            case Fields.QuantizationDetails.Blockwise:
                CheckTensors(details, tensors);
                break;
            case Fields.QuantizationDetails.MultiAxis:
                CheckTensors(details, tensors);
                details.Check(Fields.QuantizationDetails.Dimensions, sizeof(int));
                break;
        }
    }

    private static void CheckTensors(FlatTable details, int tensors)
    {
        var scales = details.Int32(Fields.QuantizationDetails.Scales);
        var zeroPoints = details.Int32(Fields.QuantizationDetails.ZeroPoints);
        if (details.IsThere && (scales < 0 || scales >= tensors || zeroPoints < -1 || zeroPoints >= tensors))
            details.Refuse($"a quantization has its scales in tensor {scales} and its zero points in {zeroPoints}; there are {tensors}");
    }
}
