using System.Text;
using System.Text.RegularExpressions;
using CrowdMind.Keys;
using CrowdMind.Server.Access;
using CrowdMind.Server.Wire;
using Microsoft.IdentityModel.Tokens;

namespace CrowdMind.Server.Hosting;

/// <summary>Who is let in.</summary>
internal sealed partial class Settings
{
    private const string KeysWanted =
        "it must be name:role:key entries separated by commas, the roles viewer, agent=<agent id>, editor or admin, each key 32 or "
        + "more letters, digits or any of - _ ~ + / =";

    private AccessOptions Access(string env)
    {
        var auth = Value("AUTH") is null ? null : OneOf("AUTH", "none", ["none", "required"]);
        var keys = ConfiguredKeys();
        var jwt = Jwt(env);
        if (auth == "none")
        {
            return env == "dev"
                ? AccessOptions.None
                : throw new SettingException("AUTH", "none", $"it goes with ENV=dev only, and ENV is {env}; leave it out and set API_KEYS or JWT_*");
        }

        if (keys.Count > 0 || jwt is not null)
            return new AccessOptions(IsRequired: true, keys, jwt);
        if (auth is null && env == "dev")
            return AccessOptions.None;
        throw new SettingException(
            "API_KEYS", null, $"with {(auth is null ? $"ENV={env}" : "AUTH=required")} credentials must be configured: API_KEYS=name:role:key, or JWT_SECRET, or JWT_AUTHORITY");
    }

    private List<ConfiguredKey> ConfiguredKeys() =>
        [.. (Value("API_KEYS") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ConfiguredKey)];

    private static ConfiguredKey ConfiguredKey(string entry, int index)
    {
        // Nothing of it is shown, whatever its parts are taken for: settings' errors go to logs.
        var wrong = new SettingException("API_KEYS", $"… (entry {index + 1})", KeysWanted);
        if (entry.Split(':', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, var role, var key])
            throw wrong;
        AgentId? agent = null;
        if (role.Split('=') is [var word, var id] && word == "agent" && Guid.TryParseExact(id, "D", out var value))
            (role, agent) = (word, new AgentId(value));
        return Roles.ByName.TryGetValue(role, out var known) && known == Role.Agent == agent is not null && KeyPattern().IsMatch(key)
            ? new ConfiguredKey(new Caller(name, known, agent), SaltedHash.Of(key))
            : throw wrong;
    }

    private JwtOptions? Jwt(string env)
    {
        var (secret, authority, keysUrl) = (Value("JWT_SECRET"), Value("JWT_AUTHORITY"), Value("JWT_JWKS_URL"));
        if (secret is null && authority is null && keysUrl is null)
            return null;
        if (secret is not null && (authority is not null || keysUrl is not null))
            throw new SettingException("JWT_SECRET", "…", "it does not go with JWT_AUTHORITY or JWT_JWKS_URL: tokens are signed either with a secret or with a key pair");
        if (secret is not null && Encoding.UTF8.GetByteCount(secret) < Limits.TokenSecretBytes)
            throw new SettingException("JWT_SECRET", "…", $"it must have {Limits.TokenSecretBytes} bytes or more");
        var supabase = Value("SUPABASE_URL") is { } url ? url.TrimEnd('/') + "/auth/v1" : null;
        return new JwtOptions
        {
            Algorithm = secret is null ? OneOf("JWT_ALGORITHM", SecurityAlgorithms.RsaSha256, JwtOptions.Asymmetric)
                : OneOf("JWT_ALGORITHM", SecurityAlgorithms.HmacSha256, [SecurityAlgorithms.HmacSha256]),
            Issuer = Value("JWT_ISSUER") ?? authority ?? supabase
                ?? throw new SettingException("JWT_ISSUER", null, "it must say whose tokens are taken: what their iss is"),
            Audience = Value("JWT_AUDIENCE") ?? "authenticated",
            RoleClaim = Value("JWT_ROLE_CLAIM") ?? "app_metadata.crowdmind_role",
            AgentClaim = Value("JWT_AGENT_CLAIM") ?? "app_metadata.crowdmind_agent",
            Secret = secret is null ? null : Encoding.UTF8.GetBytes(secret),
            KeysUrl = keysUrl is not null ? KeysAddress("JWT_JWKS_URL", keysUrl, keysUrl, env)
                : authority is not null ? KeysAddress("JWT_AUTHORITY", authority, IssuerKeys.ConfigurationOf(authority), env)
                : null,
        };
    }

    private static Uri KeysAddress(string name, string value, string address, string env) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && env == "dev" && uri.IsLoopback))
            ? uri
            : throw new SettingException(name, value, "it must be an https address, or with ENV=dev one of this machine");

    private string[] AllowedOrigins(string env)
    {
        // Elsewhere nobody but this server's own pages, unless the operator names them.
        if (env != "dev" && Value("CORS_ORIGINS") is null)
            return [];
        var origins = Origins("CORS_ORIGINS", "*");
        return origins is ["*"] && env != "dev"
            ? throw new SettingException("CORS_ORIGINS", "*", $"it goes with ENV=dev only, and ENV is {env}; name the origins of the pages that may call")
            : origins;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_~+/=-]{32,}\z")]
    private static partial Regex KeyPattern();
}
