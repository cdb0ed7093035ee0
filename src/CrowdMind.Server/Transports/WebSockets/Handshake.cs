using System.Security.Cryptography;
using System.Text;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>
/// How a request becomes a socket (RFC 6455, section 4.2) that leaves HTTP. WebSockets must be enabled for the application,
/// which checks what the client sent.
/// </summary>
internal static class Handshake
{
    // RFC 6455, section 4.2.2: what a server adds to the client's key.
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Whether the request asks for a socket; null when it does.</summary>
    public static Problem? Check(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
            return null;
        context.Response.Headers.SecWebSocketVersion = "13";
        return Problem.Malformed("This address speaks WebSocket (RFC 6455); send an upgrade request, version 13.");
    }

    /// <summary>Upgrades the connection, and hands it over when its request has ended.</summary>
    /// <param name="context">The request.</param>
    /// <param name="followed">What the socket follows; disposed of when there will be none.</param>
    /// <param name="successor">What runs on the connection then.</param>
    public static async Task HandOverAsync(HttpContext context, IDisposable followed, ConnectionDelegate successor)
    {
        try
        {
            var headers = context.Response.Headers;
            headers.Upgrade = "websocket";
            headers.SecWebSocketAccept = AcceptKey(context.Request.Headers.SecWebSocketKey.ToString());
            await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
            context.Features.GetRequiredFeature<Takeover>().By(successor);
        }
        catch
        {
            followed.Dispose();
            throw;
        }
    }

#pragma warning disable CA5350 // The RFC asks for SHA-1, and nothing is protected by it.
    private static string AcceptKey(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key.Trim() + KeySuffix)));
#pragma warning restore CA5350
}
