namespace CrowdMind.TestKit.Crowds;

/// <summary>What a run came to.</summary>
public sealed record CrowdVerdict(
    IReadOnlyList<Violation> Violations, int Acknowledged, int Retries, long Head, int Resumes, long EventsSeen)
{
    /// <summary>The kinds of violations that were found.</summary>
    public IReadOnlySet<ViolationKind> Kinds => Violations.Select(v => v.Kind).ToHashSet();

    /// <summary>Fails unless nothing was found, with some of every kind.</summary>
    public void AssertClean()
    {
        IEnumerable<string> found = Violations.GroupBy(v => v.Kind)
            .Select(kind => $"{kind.Count()} x {kind.Key}, such as\n  {string.Join("\n  ", kind.Take(5))}");
        Assert.True(Violations.Count == 0, $"{Violations.Count} violations.\n{string.Join('\n', found)}");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Acknowledged} acknowledged, {Retries} retries, head {Head}, {Resumes} resumes, {EventsSeen} events seen, "
        + $"{Violations.Count} violations";
}
