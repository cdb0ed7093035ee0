namespace CrowdMind.House.Tests.Rules;

/// <summary>A place that breaks a rule, and how.</summary>
public sealed record Finding(string Path, int Line, string What)
{
    public override string ToString() => $"{Path}:{Line}  {What}";
}
