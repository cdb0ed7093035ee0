using Microsoft.AspNetCore.HttpOverrides;

namespace CrowdMind.Server.Hosting;

/// <summary>
/// Takes a client's address, and whether it came by TLS, from what proxies say that the operator trusts: what anybody else
/// says of that is not believed.
/// </summary>
internal static class TrustedProxies
{
    /// <summary>To stand first in the pipeline.</summary>
    public static void UseTrustedProxies(this IApplicationBuilder app, ServerOptions options)
    {
        if (options.TrustedProxies.Count == 0)
            return;
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,

            // From proxy to proxy, up to the first that is none of them.
            ForwardLimit = null,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies)
            forwarded.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(forwarded);
    }
}
