namespace CrowdMind.Tflite;

/// <summary>What matters of a tensor for memory.</summary>
/// <param name="Bytes">What it takes; negative when that is not known before.</param>
/// <param name="IsConstant">Whether its values are in the file.</param>
/// <param name="IsVariable">Whether it keeps its values from one run to the next.</param>
/// <param name="GuessesBatch">Whether its first dimension is not known before, and was taken as the file's shape has it.</param>
internal readonly record struct TensorFacts(long Bytes, bool IsConstant, bool IsVariable, bool GuessesBatch);
