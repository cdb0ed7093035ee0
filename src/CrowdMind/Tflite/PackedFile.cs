namespace CrowdMind.Tflite;

/// <summary>A file in the zip behind a model, as the zip's directory describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">What it weighs unpacked, as the directory says.</param>
/// <param name="IsDeflated">Whether it is compressed.</param>
/// <param name="Start">Where its packed bytes are in the model's file.</param>
/// <param name="Length">How many these are.</param>
internal sealed record PackedFile(string Name, uint Bytes, bool IsDeflated, int Start, int Length);
