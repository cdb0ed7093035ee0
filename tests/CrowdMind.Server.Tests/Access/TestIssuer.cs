using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CrowdMind.TestKit.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrowdMind.Server.Tests.Access;

/// <summary>An OpenID issuer on 127.0.0.1 that signs with elliptic curve keys, changes them, and can be away.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<(string Id, ECDsa Key)> _keys = [];
    private int _fetches;

    private TestIssuer(WebApplication app, string address) => (_app, Address) = (app, address);

    public string Address { get; }

    /// <summary>How often its keys were fetched.</summary>
    public int Fetches => Volatile.Read(ref _fetches);

    public bool IsAway { get; set; }

    public static async Task<TestIssuer> StartAsync()
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add(address);
        var issuer = new TestIssuer(app, address);
        issuer.ChangeKey();
        app.MapGet("/.well-known/openid-configuration", () => issuer.Answer($$"""{"issuer":"{{address}}","jwks_uri":"{{address}}/keys"}"""));
        app.MapGet("/keys", () => issuer.Answer(issuer.KeySet(), counts: true));
        await app.StartAsync();
        return issuer;
    }

    /// <summary>Signs with a new key from now on.</summary>
    public void ChangeKey() => _keys.Add(($"key-{_keys.Count}", ECDsa.Create(ECCurve.NamedCurves.nistP256)));

    /// <summary>A token of its own.</summary>
    public string Sign(string role)
    {
        var (id, key) = _keys[^1];
        return Tokens.Write(new() { ["alg"] = "ES256", ["kid"] = id }, Claims(role), bytes => key.SignData(bytes, HashAlgorithmName.SHA256));
    }

    /// <summary>A token whose secret is what everybody can fetch: its public key.</summary>
    public string Confuse()
    {
        var (id, key) = _keys[^1];
        var secret = Encoding.UTF8.GetBytes(key.ExportSubjectPublicKeyInfoPem());
        return Tokens.Write(new() { ["alg"] = "HS256", ["kid"] = id }, Claims("admin"), bytes => HMACSHA256.HashData(secret, bytes));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _keys.ForEach(key => key.Key.Dispose());
    }

    private Dictionary<string, object?> Claims(string role)
    {
        var claims = Tokens.Claims(role, TimeSpan.FromHours(1));
        (claims["iss"], claims["roles"]) = (Address, role);
        return claims;
    }

    private IResult Answer(string json, bool counts = false)
    {
        if (counts)
            Interlocked.Increment(ref _fetches);
        return IsAway ? Results.StatusCode(503) : Results.Text(json, "application/json");
    }

    private string KeySet() => $$"""{"keys":[{{string.Join(',', _keys.Select(one => Describe(one.Id, one.Key)))}}]}""";

    private static string Describe(string id, ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"{{id}}","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""";
    }
}
