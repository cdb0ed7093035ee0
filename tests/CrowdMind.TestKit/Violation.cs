namespace CrowdMind.TestKit;

/// <summary>One broken promise, with what is needed to find it.</summary>
public sealed record Violation(ViolationKind Kind, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Text}";
}
