using System.Buffers.Text;
using System.Security.Cryptography;
using CrowdMind.Keys;

namespace CrowdMind.Server.Access;

/// <summary>
/// How keys that are made here are spelt: <c>cmk_</c>, the key's id as 32 hexadecimal digits, <c>_</c>, and 256 random bits
/// in base64url (RFC 4648, section 5). The beginning lets scanners for leaked secrets know it, the id finds it in the database.
/// </summary>
internal static class KeySpelling
{
    private const string Start = "cmk_";
    private const int IdDigits = 32;
    private const int SecretBytes = 32;

    /// <summary>Spells a new key.</summary>
    public static string New(KeyId id) =>
        $"{Start}{id.Value:n}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";

    /// <summary>Reads which key a text may be the spelling of.</summary>
    public static bool TryRead(string text, out KeyId id)
    {
        id = default;
        if (!text.StartsWith(Start, StringComparison.Ordinal) || text.Length <= Start.Length + IdDigits)
            return false;
        if (!Guid.TryParseExact(text.AsSpan(Start.Length, IdDigits), "n", out var value))
            return false;
        id = new KeyId(value);
        return true;
    }
}
