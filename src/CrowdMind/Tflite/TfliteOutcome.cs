using CrowdMind.Models;

namespace CrowdMind.Tflite;

/// <summary>How reading a <c>.tflite</c> file ended.</summary>
public abstract record TfliteOutcome
{
    private TfliteOutcome()
    {
    }

    /// <summary>It is sound: every offset, vector and text in it lies within it, and every index leads to something.</summary>
    /// <param name="Signature">What it holds.</param>
    public sealed record Valid(ModelSignature Signature) : TfliteOutcome;

    /// <summary>It is no TFLite file, or a broken one.</summary>
    /// <param name="Offset">The byte that shows it.</param>
    /// <param name="Message">What is wrong there, and what would be right: a sentence without its capital and full stop.</param>
    public sealed record Invalid(long Offset, string Message) : TfliteOutcome;
}
