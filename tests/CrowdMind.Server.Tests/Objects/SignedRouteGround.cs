using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Wire;

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
    public static string Sign(string key, TimeSpan lifetime, string name = "model.tflite", string signingKey = SigningKey) =>
        SignedPath.Of(key, lifetime, name, signingKey);
}
