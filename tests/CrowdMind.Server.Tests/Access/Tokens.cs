using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CrowdMind.Server.Tests.Access;

/// <summary>Writes tokens by hand (RFC 7515, section 7.1), good ones and bad ones.</summary>
internal static class Tokens
{
    /// <summary>The issuer of good ones.</summary>
    public const string Issuer = "https://issuer.example";

    /// <summary>Whom good ones are for.</summary>
    public const string Audience = "crowdmind";

    /// <summary>The claims of a good one.</summary>
    public static Dictionary<string, object?> Claims(string role, TimeSpan life, string? agent = null) => new()
    {
        ["iss"] = Issuer,
        ["aud"] = Audience,
        ["sub"] = "ada",
        ["exp"] = (DateTimeOffset.UtcNow + life).ToUnixTimeSeconds(),
        ["app_metadata"] = new Dictionary<string, object?> { ["crowdmind_role"] = role, ["crowdmind_agent"] = agent },
    };

    /// <summary>A token signed with a secret.</summary>
    public static string Sign(string secret, Dictionary<string, object?> claims, string algorithm = "HS256") => Write(
        new() { ["alg"] = algorithm, ["typ"] = "JWT" },
        claims,
        bytes => algorithm == "HS384"
            ? HMACSHA384.HashData(Encoding.UTF8.GetBytes(secret), bytes)
            : HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes));

    /// <summary>A token with any header and signature.</summary>
    public static string Write(Dictionary<string, object?> header, Dictionary<string, object?> claims, Func<byte[], byte[]> sign)
    {
        var text = $"{Encode(header)}.{Encode(claims)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Encode(Dictionary<string, object?> part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
