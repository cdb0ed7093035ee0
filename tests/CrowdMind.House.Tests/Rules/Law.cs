namespace CrowdMind.House.Tests.Rules;

/// <summary>Turns findings into a failure that says where and what to do.</summary>
public static class Law
{
    public static void Holds(IEnumerable<Finding> findings, string whatToDo)
    {
        var found = findings
            .OrderBy(finding => finding.Path, StringComparer.Ordinal)
            .ThenBy(finding => finding.Line)
            .ToList();
        if (found.Count > 0)
            Assert.Fail(Explain(found, whatToDo));
    }

    public static string Explain(IReadOnlyList<Finding> found, string whatToDo) =>
        $"{found.Count} found:\n  {string.Join("\n  ", found)}\nWhat to do: {whatToDo}";
}
