using CrowdMind.Server.Hosting;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.Server.Wire;
using CrowdMind.TestKit.Servers;
using Microsoft.Extensions.Configuration;

namespace CrowdMind.Server.Tests.Access;

/// <summary>Servers that ask for nothing, and settings that would let in too many.</summary>
public sealed class WithoutCredentials
{
    private const string Secret = "s3cr3t-s3cr3t-s3cr3t-s3cr3t-s3cr3t";

    [Fact]
    public async Task Where_nothing_is_asked_for_nobody_can_make_a_key_for_later()
    {
        await using var server = await CrowdMindServer.StartAsync();
        using var http = new Caller(server.BaseUri);
        (await http.PostAsync("/keys", """{"name":"x","role":"admin"}""")).ExpectProblem(409, "API_KEYS");
        Assert.Equal(0, (await http.GetAsync("/keys")).Expect(200).Json.GetArrayLength());
    }

    [Theory]
    [InlineData("ENV=prod", "API_KEYS")]
    [InlineData("ENV=staging", "API_KEYS")]
    [InlineData("ENV=prod AUTH=none", "AUTH")]
    [InlineData($"ENV=prod AUTH=none API_KEYS=ops:admin:{Secret}", "AUTH")]
    [InlineData("AUTH=required", "API_KEYS")]
    [InlineData("AUTH=maybe", "AUTH")]
    [InlineData($"API_KEYS={Secret}", "API_KEYS")]
    [InlineData($"API_KEYS=ops:{Secret}:admin", "API_KEYS")]
    [InlineData($"API_KEYS={Secret}:admin:ops", "API_KEYS")]
    [InlineData("API_KEYS=ops:admin:short", "API_KEYS")]
    [InlineData($"API_KEYS=ops:owner:{Secret}", "API_KEYS")]
    [InlineData($"API_KEYS=ops:agent:{Secret}", "API_KEYS")]
    [InlineData($"API_KEYS=ops:agent=nobody:{Secret}", "API_KEYS")]
    [InlineData($"API_KEYS=ops:viewer=01234567-89ab-7cde-8f01-23456789abcd:{Secret}", "API_KEYS")]
    [InlineData("JWT_SECRET=short JWT_ISSUER=x", "JWT_SECRET")]
    [InlineData($"JWT_SECRET={Secret}", "JWT_ISSUER")]
    [InlineData($"JWT_SECRET={Secret} JWT_ISSUER=x JWT_ALGORITHM=none", "JWT_ALGORITHM")]
    [InlineData($"JWT_SECRET={Secret} JWT_ISSUER=x JWT_ALGORITHM=RS256", "JWT_ALGORITHM")]
    [InlineData($"JWT_SECRET={Secret} JWT_AUTHORITY=https://issuer.example", "JWT_SECRET")]
    [InlineData("JWT_AUTHORITY=nonsense", "JWT_AUTHORITY")]
    [InlineData("JWT_AUTHORITY=http://issuer.example", "JWT_AUTHORITY")]
    [InlineData("ENV=prod JWT_AUTHORITY=http://127.0.0.1:1", "JWT_AUTHORITY")]
    [InlineData("JWT_AUTHORITY=https://issuer.example JWT_ALGORITHM=HS256", "JWT_ALGORITHM")]
    [InlineData("JWT_JWKS_URL=https://issuer.example/keys", "JWT_ISSUER")]
    [InlineData($"ENV=prod API_KEYS=ops:admin:{Secret} CORS_ORIGINS=*", "CORS_ORIGINS")]
    [InlineData($"DATABASE_URL=crowd:{Secret}@127.0.0.1/crowd", "DATABASE_URL")]
    public void A_setting_that_would_let_in_too_many_stops_the_start_and_tells_no_secret(string settings, string blamed)
    {
        var wrong = Assert.Throws<SettingException>(() => Read(settings));
        Assert.StartsWith(blamed + " is ", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ENV=dev", false)]
    [InlineData($"AUTH=none API_KEYS=ops:admin:{Secret}", false)]
    [InlineData($"API_KEYS=ops:admin:{Secret}", true)]
    [InlineData($"ENV=prod JWT_SECRET={Secret} SUPABASE_URL=https://x.supabase.co SUPABASE_KEY=k", true)]
    [InlineData("ENV=prod JWT_AUTHORITY=https://issuer.example", true)]
    public void Credentials_are_asked_for_as_soon_as_any_are_configured(string settings, bool asked)
    {
        Assert.Equal(asked, Read(settings).Access.IsRequired);
        Assert.DoesNotContain(Secret, Read(settings).Access.ToString(), StringComparison.Ordinal);
    }

    private static ServerOptions Read(string settings) => new Settings(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Split(' ').Select(one => one.Split('=', 2)).ToDictionary(one => one[0], one => (string?)one[1]))
        .Build()).Read();
}
