using Microsoft.IdentityModel.Tokens;

namespace CrowdMind.Server.Access;

/// <summary>Whose JSON Web Tokens (RFC 7519) are taken.</summary>
internal sealed record JwtOptions
{
    /// <summary>The one algorithm that a signature may have, such as HS256 or ES256 (RFC 7518, section 3.1).</summary>
    public required string Algorithm { get; init; }

    /// <summary>What <c>iss</c> must be.</summary>
    public required string Issuer { get; init; }

    /// <summary>What <c>aud</c> must hold.</summary>
    public required string Audience { get; init; }

    /// <summary>Where the role stands: the names of members from the payload's root, joined by dots.</summary>
    public required string RoleClaim { get; init; }

    /// <summary>Where the agent's id stands, of tokens of the role agent.</summary>
    public required string AgentClaim { get; init; }

    /// <summary>The secret of a symmetric algorithm; null for the public keys of <see cref="KeysUrl"/>.</summary>
    public byte[]? Secret { get; init; }

    /// <summary>Where the public keys are: an OpenID configuration or a key set (RFC 7517).</summary>
    public Uri? KeysUrl { get; init; }

    /// <summary>The asymmetric algorithms there are to choose from.</summary>
    public static string[] Asymmetric { get; } =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];
}
