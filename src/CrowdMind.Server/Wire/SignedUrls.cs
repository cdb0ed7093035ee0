using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CrowdMind.Objects;
using Microsoft.AspNetCore.WebUtilities;

namespace CrowdMind.Server.Wire;

/// <summary>
/// The server's own signed URLs: <c>{prefix}/objects/{key}?expires=…&amp;name=…&amp;signature=…</c>. The signature is an
/// HMAC-SHA256 (RFC 2104) over key, expiry and file name, in base64url. Instances that share the secret and the objects take
/// each other's.
/// </summary>
/// <param name="secret">What makes a signature this server's.</param>
/// <param name="prefix">The API's prefix, empty for none.</param>
/// <param name="time">The clock of the expiry.</param>
internal sealed class SignedUrls(byte[] secret, string prefix, TimeProvider time)
{
    /// <summary>The route of objects, below the prefix.</summary>
    public const string Route = "/objects";

    /// <summary>Makes a URL for an object, relative to the server's root.</summary>
    public Uri Sign(ObjectKey key, TimeSpan lifetime, string fileName)
    {
        var expires = (time.GetUtcNow() + lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var name = Uri.EscapeDataString(fileName);
        var signature = Signature(key, expires, fileName);
        return new Uri($"{prefix}{Route}/{key}?expires={expires}&name={name}&signature={signature}", UriKind.Relative);
    }

    /// <summary>Checks what a URL holds; null when it is good.</summary>
    public Problem? Check(ObjectKey key, string? expires, string? name, string? signature)
    {
        if (expires is null || name is null || signature is null || !IsSame(signature, Signature(key, expires, name)))
            return Problem.WrongSignature();

        // Signed by us, so it is a number.
        var end = DateTimeOffset.FromUnixTimeSeconds(long.Parse(expires, CultureInfo.InvariantCulture));
        return time.GetUtcNow() < end ? null : Problem.ExpiredUrl(end);
    }

    // Unambiguous: neither key nor number holds a line end, and the name comes last.
    private string Signature(ObjectKey key, string expires, string fileName) => WebEncoders.Base64UrlEncode(
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{key}\n{expires}\n{fileName}")));

    // Takes the same time wherever they differ, so that a signature cannot be found out letter by letter.
    private static bool IsSame(string given, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(right));
}
