using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrowdMind.TestKit.Wire;

/// <summary>Signs as the docs say, for who knows the server's SIGNING_KEY.</summary>
public static class SignedPath
{
    /// <summary>The path and query of a signed URL, below the API prefix.</summary>
    public static string Of(string key, TimeSpan lifetime, string name, string signingKey)
    {
        var expires = (DateTimeOffset.UtcNow + lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(signingKey), Encoding.UTF8.GetBytes($"{key}\n{expires}\n{name}"));
        var signature = Convert.ToBase64String(mac).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return $"/objects/{key}?expires={expires}&name={Uri.EscapeDataString(name)}&signature={signature}";
    }
}
