namespace CrowdMind.Models;

/// <summary>Real number = scale × (integer − zero point); one pair for all elements, or one for each slice.</summary>
/// <param name="Scale">The scales.</param>
/// <param name="ZeroPoint">As many zero points.</param>
/// <param name="Dimension">The dimension that is sliced, when there are several.</param>
public sealed record QuantizationSignature(IReadOnlyList<float> Scale, IReadOnlyList<long> ZeroPoint, int? Dimension);
