using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Objects;

/// <summary>A server whose signing key the test knows, with objects on its disk; URLs are signed here as the docs say.</summary>
public sealed class SignedRouteGround() : ServerGround(new Dictionary<string, string> { ["SIGNING_KEY"] = SigningKey })
{
    public const string SigningKey = "a signing key that the tests know";

    /// <summary>Puts a file where the local store keeps the object.</summary>
    public void Put(string key, byte[] bytes)
    {
        var path = Path.Combine(Server.DataFolder, "objects", key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>The path and query of a signed URL.</summary>
    public static string Sign(string key, TimeSpan lifetime, string name = "model.tflite", string signingKey = SigningKey)
    {
        var expires = (DateTimeOffset.UtcNow + lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(signingKey), Encoding.UTF8.GetBytes($"{key}\n{expires}\n{name}"));
        var signature = Convert.ToBase64String(mac).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return $"/objects/{key}?expires={expires}&name={Uri.EscapeDataString(name)}&signature={signature}";
    }
}
