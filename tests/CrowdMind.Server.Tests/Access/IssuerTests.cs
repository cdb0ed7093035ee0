using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Access;

/// <summary>Tokens of an issuer whose public keys are fetched.</summary>
public sealed class IssuerTests : IAsyncLifetime
{
    private TestIssuer? _issuer;

    private TestIssuer Issuer => _issuer ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() => _issuer = await TestIssuer.StartAsync();

    public async Task DisposeAsync() => await Issuer.DisposeAsync();

    [Theory]
    [InlineData("JWT_AUTHORITY", "")]
    [InlineData("JWT_JWKS_URL", "/keys")]
    public async Task Its_tokens_are_taken_and_its_keys_fetched_once(string setting, string path)
    {
        await using var server = await StartAsync(setting, path);
        Assert.Equal("viewer", (await MeAsync(server, Issuer.Sign("viewer"))).Expect(200).Json.GetProperty("role").GetString());
        for (var i = 0; i < 10; i++)
            (await MeAsync(server, Issuer.Sign("admin"))).Expect(200);
        Assert.Equal(1, Issuer.Fetches);
    }

    [Fact]
    public async Task The_public_key_is_no_secret()
    {
        await using var server = await StartAsync("JWT_AUTHORITY", "");
        (await MeAsync(server, Issuer.Sign("admin"))).Expect(200);
        (await MeAsync(server, Issuer.Confuse())).ExpectProblem(401, "signature");
    }

    [Fact]
    public async Task A_new_key_of_the_issuer_is_fetched_when_a_token_names_it()
    {
        await using var server = await StartAsync("JWT_AUTHORITY", "");
        (await MeAsync(server, Issuer.Sign("viewer"))).Expect(200);
        Issuer.ChangeKey();
        await Eventually.TrueAsync(
            async () => (await MeAsync(server, Issuer.Sign("viewer"))).Status == 200,
            TimeSpan.FromSeconds(20),
            () => "the token of the new key was taken");
    }

    [Fact]
    public async Task Tokens_of_keys_that_do_not_exist_do_not_make_the_server_ask_for_each()
    {
        await using var server = await StartAsync("JWT_AUTHORITY", "");
        (await MeAsync(server, Issuer.Sign("viewer"))).Expect(200);
        for (var i = 0; i < 50; i++)
        {
            var forged = Tokens.Write(new() { ["alg"] = "ES256", ["kid"] = $"none-{i}" }, Tokens.Claims("admin", TimeSpan.FromHours(1)), static _ => new byte[64]);
            (await MeAsync(server, forged)).ExpectProblem(401);
        }

        Assert.InRange(Issuer.Fetches, 1, 4);
    }

    [Fact]
    public async Task An_issuer_that_is_away_at_the_start_is_a_503_for_tokens_and_nothing_for_keys()
    {
        Issuer.IsAway = true;
        await using var server = await StartAsync("JWT_AUTHORITY", "");
        (await MeAsync(server, Issuer.Sign("viewer"))).ExpectProblem(503, "issuer");
        (await MeAsync(server, AccessGround.Admin)).Expect(200);
        Issuer.IsAway = false;
        await Eventually.TrueAsync(
            async () => (await MeAsync(server, Issuer.Sign("viewer"))).Status == 200,
            TimeSpan.FromSeconds(45),
            () => "the issuer was asked again");
    }

    [Fact]
    public async Task An_issuer_that_goes_away_later_is_not_missed()
    {
        await using var server = await StartAsync("JWT_AUTHORITY", "");
        (await MeAsync(server, Issuer.Sign("viewer"))).Expect(200);
        Issuer.IsAway = true;
        (await MeAsync(server, Issuer.Sign("viewer"))).Expect(200);
    }

    private Task<CrowdMindServer> StartAsync(string setting, string path) => CrowdMindServer.StartAsync(new Dictionary<string, string>
    {
        [setting] = Issuer.Address + path,
        ["JWT_ISSUER"] = Issuer.Address,
        ["JWT_AUDIENCE"] = Tokens.Audience,
        ["JWT_ALGORITHM"] = "ES256",
        ["JWT_ROLE_CLAIM"] = "roles",
        ["API_KEYS"] = $"ops:admin:{AccessGround.Admin}",
    });

    private static async Task<Answer> MeAsync(CrowdMindServer server, string credential)
    {
        using var caller = new Caller(server.BaseUri, credential: credential);
        return await caller.GetAsync("/me");
    }
}
