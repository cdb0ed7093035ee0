namespace CrowdMind.TestKit.Crowds;

/// <summary>What a run came to.</summary>
public sealed record CrowdVerdict(
    IReadOnlyList<Violation> Violations, int Acknowledged, int Retries, long Head, int Resumes, long EventsSeen)
{
    /// <summary>The kinds of violations that were found.</summary>
    public IReadOnlySet<ViolationKind> Kinds => Violations.Select(v => v.Kind).ToHashSet();

    /// <summary>Fails unless nothing was found.</summary>
    public void AssertClean() =>
        Assert.True(Violations.Count == 0, $"{Violations.Count} violations:\n{string.Join('\n', Violations.Take(20))}");

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Acknowledged} acknowledged, {Retries} retries, head {Head}, {Resumes} resumes, {EventsSeen} events seen, "
        + $"{Violations.Count} violations";
}
