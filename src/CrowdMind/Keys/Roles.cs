namespace CrowdMind.Keys;

/// <summary>How roles are spelt.</summary>
public static class Roles
{
    /// <summary>All of them, by what they are called.</summary>
    public static IReadOnlyDictionary<string, Role> ByName { get; } = new Dictionary<string, Role>
    {
        ["viewer"] = Role.Viewer,
        ["agent"] = Role.Agent,
        ["editor"] = Role.Editor,
        ["admin"] = Role.Admin,
    };
}
