namespace Crowd;

/// <summary>What a server that asks for it is given: an API key or a token of an editor, from the environment.</summary>
internal static class Credential
{
    private const string Variable = "CROWDMIND_KEY";

    /// <summary>The header's value; null when there is none.</summary>
    public static string? Authorization { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } key ? $"Bearer {key}" : null;

    /// <summary>What to say when it is wanted, wrong, or has ended.</summary>
    public const string Refused = $"The server wants a key, and {Variable} holds none that it takes: is it an editor's, and has it ended?";
}
