using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CrowdMind.Server.Access;

/// <summary>An issuer's public keys: fetched when first needed, kept, and fetched again when a token names one that is new.</summary>
internal static class IssuerKeys
{
    private const string ConfigurationPath = ".well-known/openid-configuration";

    /// <summary>The keys of an address.</summary>
    /// <param name="address">An OpenID configuration, or a key set.</param>
    public static BaseConfigurationManager Of(Uri address)
    {
        var client = new HttpClient
        {
            Timeout = TimeSpan.FromSeconds(Limits.IssuerAnswerSeconds),
            MaxResponseContentBufferSize = Limits.IssuerAnswerBytes,
        };

        // Settings allow plain http only on this machine.
        var documents = new HttpDocumentRetriever(client) { RequireHttps = address.Scheme == Uri.UriSchemeHttps };
        IConfigurationRetriever<OpenIdConnectConfiguration> retriever =
            address.AbsolutePath.EndsWith(ConfigurationPath, StringComparison.Ordinal)
                ? new OpenIdConnectConfigurationRetriever()
                : new KeySetRetriever();
        return new ConfigurationManager<OpenIdConnectConfiguration>(address.AbsoluteUri, retriever, documents)
        {
            RefreshInterval = TimeSpan.FromSeconds(Limits.IssuerRefreshSeconds),
            AutomaticRefreshInterval = TimeSpan.FromMinutes(Limits.IssuerRefreshMinutes),
            UseLastKnownGoodConfiguration = false,
        };
    }

    /// <summary>Where an issuer says what it is (OpenID Connect Discovery 1.0, section 4).</summary>
    public static string ConfigurationOf(string issuer) => $"{issuer.TrimEnd('/')}/{ConfigurationPath}";

    private sealed class KeySetRetriever : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(
            string address, IDocumentRetriever retriever, CancellationToken cancel)
        {
            var keys = new JsonWebKeySet(await retriever.GetDocumentAsync(address, cancel));
            var configuration = new OpenIdConnectConfiguration { JsonWebKeySet = keys };
            foreach (var key in keys.GetSigningKeys())
                configuration.SigningKeys.Add(key);
            return configuration;
        }
    }
}
