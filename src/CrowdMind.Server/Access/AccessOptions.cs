namespace CrowdMind.Server.Access;

/// <summary>Whom the server lets in.</summary>
/// <param name="IsRequired">Whether a credential is asked for at all.</param>
/// <param name="Keys">The keys that stand in the configuration.</param>
/// <param name="Jwt">Whose tokens are taken, or nobody's.</param>
internal sealed record AccessOptions(bool IsRequired, IReadOnlyList<ConfiguredKey> Keys, JwtOptions? Jwt)
{
    /// <summary>Everybody may do everything.</summary>
    public static AccessOptions None { get; } = new(IsRequired: false, [], Jwt: null);

    /// <summary>What it comes to, for the line at the start.</summary>
    public override string ToString()
    {
        var ways = new List<string>();
        if (Keys.Count > 0)
            ways.Add(Keys.Count == 1 ? "1 configured key" : $"{Keys.Count} configured keys");
        if (Jwt is not null)
            ways.Add($"{Jwt.Algorithm} tokens of {Jwt.Issuer}");
        return IsRequired ? string.Join(" and ", ways) : "none";
    }
}
