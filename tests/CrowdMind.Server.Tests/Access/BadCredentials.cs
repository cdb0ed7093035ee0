using System.Security.Cryptography;
using System.Text;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Access;

/// <summary>Credentials that are not good, each refused with a sentence and 401.</summary>
[Collection(AccessCollection.Name)]
public sealed class BadCredentials(AccessGround ground)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_good_token_lets_in_with_the_role_it_gives()
    {
        foreach (var role in new[] { "viewer", "editor", "admin" })
            Assert.Equal(role, (await MeAsync(Token(Tokens.Claims(role, Hour)))).Expect(200).Json.GetProperty("role").GetString());
        var agent = (await MeAsync(Token(Tokens.Claims("agent", Hour, ground.Agent)))).Expect(200).Json;
        Assert.Equal(ground.Agent, agent.GetProperty("agent_id").GetString());
        Assert.Equal("ada", agent.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        foreach (var none in new[] { "none", "None", "NONE", "" })
        {
            await RefusedAsync(Tokens.Write(new() { ["alg"] = none }, Tokens.Claims("admin", Hour), static _ => []), "signature");
            await RefusedAsync(Tokens.Write(new(), Tokens.Claims("admin", Hour), static _ => []), "");
        }

        var good = Token(Tokens.Claims("admin", Hour));
        await RefusedAsync(good[..good.LastIndexOf('.')] + ".", "signature");
        await RefusedAsync(good[..good.LastIndexOf('.')], "");
    }

    [Fact]
    public async Task A_token_of_another_algorithm_is_refused_even_when_its_signature_fits()
    {
        await RefusedAsync(Tokens.Sign(AccessGround.Secret, Tokens.Claims("admin", Hour), "HS384"), "signature");
        using var rsa = RSA.Create(2048);
        var signed = Tokens.Write(
            new() { ["alg"] = "RS256", ["jwk"] = new { kty = "RSA" }, ["jku"] = "http://127.0.0.1:1/keys", ["x5u"] = "http://127.0.0.1:1/" },
            Tokens.Claims("admin", Hour),
            bytes => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        await RefusedAsync(signed, "signature");
    }

    [Fact]
    public async Task A_token_that_was_changed_or_is_signed_with_another_secret_is_refused()
    {
        await RefusedAsync(Tokens.Sign("another secret of the same length .....", Tokens.Claims("admin", Hour)), "signature");
        var (viewer, admin) = (Token(Tokens.Claims("viewer", Hour)).Split('.'), Token(Tokens.Claims("admin", Hour)).Split('.'));
        await RefusedAsync($"{viewer[0]}.{admin[1]}.{viewer[2]}", "signature");
    }

    [Fact]
    public async Task Whose_token_it_is_and_for_how_long_is_checked()
    {
        await RefusedAsync(Token(With("exp", DateTimeOffset.UtcNow.AddSeconds(-10).ToUnixTimeSeconds())), "expired");
        await RefusedAsync(Token(With("exp", null)), "no end");
        await RefusedAsync(Token(With("nbf", DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds())), "not valid yet");
        await RefusedAsync(Token(With("iss", "https://else.example")), "issuer");
        await RefusedAsync(Token(With("iss", null)), "issuer");
        await RefusedAsync(Token(With("aud", "else")), "audience");
        await RefusedAsync(Token(With("aud", null)), "audience");
        (await MeAsync(Token(With("aud", new[] { "else", Tokens.Audience })))).Expect(200);
    }

    [Fact]
    public async Task A_token_that_does_not_say_whose_it_is_is_refused()
    {
        foreach (var subject in new object?[] { null, "", "a\0b", "a\nb", new string('a', 300) })
            await RefusedAsync(Token(With("sub", subject)), "");
    }

    [Fact]
    public async Task A_token_that_gives_no_role_is_refused()
    {
        await RefusedAsync(Token(With("app_metadata", null)), "role");
        await RefusedAsync(Token(With("app_metadata", "admin")), "role");
        await RefusedAsync(Token(Tokens.Claims("Admin", Hour)), "role");
        await RefusedAsync(Token(Tokens.Claims("", Hour)), "role");
        await RefusedAsync(Token(Tokens.Claims("agent", Hour, agent: null)), "which");
        await RefusedAsync(Token(Tokens.Claims("agent", Hour, agent: "nobody")), "which");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("cmk_")]
    [InlineData("cmk_0190a0a07e5770008000000000000009_")]
    [InlineData("cmk_0190a0a07e5770008000000000000009_Zk3v8Qe0uYJ2m6s1B4tX9wR5cH7nL0pD2fA8gK6jV1M")]
    [InlineData("a.b.c")]
    [InlineData("...")]
    [InlineData("e30.e30.e30")]
    [InlineData("' OR 1=1 --")]
    public Task What_is_no_credential_is_refused(string text) => RefusedAsync(text, "");

    [Fact]
    public Task A_token_of_many_thousand_characters_is_not_read() => RefusedAsync(new string('a', 9000), "9000 characters");

    [Fact]
    public async Task A_key_with_one_other_character_is_refused()
    {
        var (_, key) = await ground.NewKeyAsync("viewer");
        (await MeAsync(key)).Expect(200);
        await RefusedAsync(key[..^1] + (key[^1] == 'A' ? 'B' : 'A'), "not one of");
        await RefusedAsync(key + "A", "not one of");
        await RefusedAsync(key.ToUpperInvariant(), "not one of");
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("bearer")]
    [InlineData("Token abc")]
    public async Task Another_scheme_is_refused_with_what_would_be_right(string header)
    {
        using var stranger = ground.As(null);
        var answer = await stranger.GetAsync("/me", ("Authorization", header));
        answer.ExpectProblem(401, "Bearer");
        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_credential_in_the_address_of_a_request_means_nothing()
    {
        using var stranger = ground.As(null);
        (await stranger.GetAsync($"/me?access_token={AccessGround.Admin}")).ExpectProblem(401, "credential");
        (await stranger.GetAsync($"/experiments/{ground.Experiment}/events?access_token={AccessGround.Admin}")).ExpectProblem(401, "credential");
    }

    [Fact]
    public async Task A_key_is_refused_as_soon_as_it_expires_or_is_revoked()
    {
        var (id, key) = await ground.NewKeyAsync("viewer");
        (await MeAsync(key)).Expect(200);
        (await ground.Http.DeleteAsync($"/keys/{id}")).Expect(204);
        await RefusedAsync(key, "revoked");
        (await ground.Http.DeleteAsync($"/keys/{id}")).Expect(204);
        Assert.NotEqual(default, (await ground.Http.GetAsync($"/keys/{id}")).Expect(200).Json.GetProperty("revoked_at").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("""{"name":"x","role":"owner"}""", "role")]
    [InlineData("""{"name":"","role":"viewer"}""", "name")]
    [InlineData("""{"name":"x","role":"agent"}""", "agent_id")]
    [InlineData("""{"name":"x","role":"viewer","agent_id":"01234567-89ab-7cde-8f01-23456789abcd"}""", "agent_id")]
    [InlineData("""{"name":"x","role":"viewer","expires_at":"2020-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"name":"x","role":"viewer","expires_at":"tomorrow"}""", "expires_at")]
    public async Task A_key_that_could_not_be_is_not_made(string body, string field)
    {
        var before = (await ground.Http.GetAsync("/keys")).Header("X-Total-Count");
        (await ground.Http.PostAsync("/keys", body)).ExpectProblem(422, field).Blaming(field);
        Assert.Equal(before, (await ground.Http.GetAsync("/keys")).Header("X-Total-Count"));
    }

    [Fact]
    public async Task No_answer_but_the_first_and_no_file_tells_a_key()
    {
        var (id, key) = await ground.NewKeyAsync("viewer");
        (await MeAsync(key)).Expect(200);
        var secret = key.Split('_', 3)[2];
        Assert.DoesNotContain(secret, (await ground.Http.GetAsync("/keys")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, (await ground.Http.GetAsync($"/keys/{id}")).Text, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(ground.Server.DataFolder, "crowdmind.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[open.Length];
            await open.ReadExactlyAsync(bytes);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(secret)));
        }
    }

    private static string Token(Dictionary<string, object?> claims) => Tokens.Sign(AccessGround.Secret, claims);

    private static Dictionary<string, object?> With(string claim, object? value)
    {
        var claims = Tokens.Claims("admin", Hour);
        if (value is null)
            claims.Remove(claim);
        else
            claims[claim] = value;
        return claims;
    }

    // Each attempt comes from an address of its own, or the later ones would not be looked at.
    private async Task<Answer> MeAsync(string credential)
    {
        using var caller = ground.As(null);
        return await caller.GetAsync("/me", ("Authorization", $"Bearer {credential}"), ("X-Forwarded-For", AccessGround.NewAddress()));
    }

    private async Task RefusedAsync(string credential, string mention)
    {
        var answer = await MeAsync(credential);
        answer.ExpectProblem(401, mention);
        Assert.StartsWith("Bearer", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }
}
