using System.Text.Json;
using CrowdMind.Keys;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CrowdMind.Server.Access;

/// <summary>
/// The tokens of an issuer elsewhere, such as Supabase Auth. The algorithm is what the operator says and never what the token
/// says (RFC 8725, section 3.1).
/// </summary>
internal sealed class JwtTokens
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(Limits.TokenClockSkewSeconds);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Limits.TokenCharacters };
    private readonly JwtOptions _options;
    private readonly TokenValidationParameters _parameters;
    private readonly BaseConfigurationManager? _keys;

    /// <summary>Takes the tokens that the options allow.</summary>
    /// <param name="options">Whose.</param>
    /// <param name="keys">The issuer's public keys; null when the options hold a secret.</param>
    public JwtTokens(JwtOptions options, BaseConfigurationManager? keys)
    {
        (_options, _keys) = (options, keys);
        _parameters = new TokenValidationParameters
        {
            ValidAlgorithms = [options.Algorithm],
            IssuerValidator = (issuer, _, _) => issuer == options.Issuer ? issuer : throw new SecurityTokenInvalidIssuerException(),
            ValidAudience = options.Audience,
            ClockSkew = ClockSkew,
            IssuerSigningKey = options.Secret is { } secret ? new SymmetricSecurityKey(secret) : null,
            ConfigurationManager = keys,
        };
    }

    /// <summary>Finds out whose token a text is.</summary>
    public async ValueTask<CredentialOutcome> ReadAsync(string text, CancellationToken cancellationToken)
    {
        if (!await HasKeysAsync(cancellationToken))
            return new CredentialOutcome.Unknown();
        var result = await _handler.ValidateTokenAsync(text, _parameters);
        return result is { IsValid: true, SecurityToken: JsonWebToken token }
            ? ToCaller(token)
            : new CredentialOutcome.Refused(Why(result.Exception));
    }

    private async ValueTask<bool> HasKeysAsync(CancellationToken cancellationToken)
    {
        if (_keys is null)
            return true;
        try
        {
            await _keys.GetBaseConfigurationAsync(cancellationToken);
            return true;
        }
        catch (InvalidOperationException)
        {
            // What the library throws when the keys could never be fetched.
            return false;
        }
    }

    private static string Why(Exception? failure) => failure switch
    {
        SecurityTokenExpiredException => "The token has expired.",
        SecurityTokenNotYetValidException => "The token is not valid yet.",
        SecurityTokenInvalidAudienceException => "The token is for another audience.",
        SecurityTokenInvalidIssuerException => "The token is of another issuer.",
        SecurityTokenNoExpirationException => "The token has no end (exp).",
        _ => "The token is none of the issuer's: its signature does not fit, or it is no token.",
    };

    private CredentialOutcome ToCaller(JsonWebToken token)
    {
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        if (Text(payload.RootElement, _options.RoleClaim) is not { } name || !Roles.ByName.TryGetValue(name, out var role))
            return new CredentialOutcome.Refused($"The token gives no role: {_options.RoleClaim} must be {string.Join(", ", Roles.ByName.Keys)}.");
        AgentId? agent = null;
        if (role == Role.Agent)
        {
            if (!Guid.TryParseExact(Text(payload.RootElement, _options.AgentClaim), "D", out var id))
                return new CredentialOutcome.Refused($"The token of an agent does not say which: {_options.AgentClaim} must be its id.");
            agent = new AgentId(id);
        }

        if (token.Subject is not { Length: > 0 and <= Limits.SubjectCharacters } subject || subject.Any(char.IsControl))
            return new CredentialOutcome.Refused($"The token does not say whose it is: sub must be 1 to {Limits.SubjectCharacters} characters, none of them a control character.");
        var endsAt = new DateTimeOffset(DateTime.SpecifyKind(token.ValidTo, DateTimeKind.Utc));
        return new CredentialOutcome.Accepted(new Caller(subject, role, agent, KeyId: null, endsAt));
    }

    private static string? Text(JsonElement value, string path)
    {
        foreach (var member in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(member, out value))
                return null;
        }

        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            return null;
        }
    }
}
