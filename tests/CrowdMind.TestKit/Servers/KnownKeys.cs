namespace CrowdMind.TestKit.Servers;

/// <summary>A server that asks for credentials, and the keys that stand in its configuration.</summary>
public static class KnownKeys
{
    /// <summary>Lets in who may do everything.</summary>
    public const string Admin = "admin-key-of-these-tests-0123456789";

    /// <summary>Lets in who may do everything but make keys.</summary>
    public const string Editor = "editor-key-of-these-tests-0123456789";

    /// <summary>Lets in who may read and follow.</summary>
    public const string Viewer = "viewer-key-of-these-tests-0123456789";

    /// <summary>The settings of such a server.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string> { ["API_KEYS"] = $"olga:admin:{Admin},edgar:editor:{Editor},wall:viewer:{Viewer}" };
}
