using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace CrowdMind.TestKit.Servers.Objects;

/// <summary>The tokens of signed URLs: which object, and until when.</summary>
internal sealed class SupabaseTokens
{
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    public string Sign(string url, long expiresIn)
    {
        var body = WebEncoders.Base64UrlEncode(
            JsonSerializer.SerializeToUtf8Bytes(new Claim(url, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + expiresIn)));
        return $"{body}.{WebEncoders.Base64UrlEncode(Signature(body))}";
    }

    public void Check(string? token, string url)
    {
        var parts = token?.Split('.') ?? [];
        if (parts.Length != 2 || parts[1] != WebEncoders.Base64UrlEncode(Signature(parts[0])))
            throw new SupabaseRefusal(400, "InvalidJWT", "signature verification failed");
        var claim = JsonSerializer.Deserialize<Claim>(WebEncoders.Base64UrlDecode(parts[0]))!; // It is ours.
        if (claim.Exp <= DateTimeOffset.UtcNow.ToUnixTimeSeconds())
            throw new SupabaseRefusal(400, "InvalidJWT", "\"exp\" claim timestamp check failed");
        if (claim.Url != url)
            throw new SupabaseRefusal(400, "InvalidSignature", "The url do not match the signature");
    }

    private byte[] Signature(string body) => HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(body));

    private sealed record Claim(string Url, long Exp);
}
