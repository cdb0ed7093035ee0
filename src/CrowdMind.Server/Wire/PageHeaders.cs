using Microsoft.Extensions.Primitives;

namespace CrowdMind.Server.Wire;

/// <summary>What a browser is told to refuse to the pages of this server: whatever is not from here, and whatever they do not need.</summary>
internal static class PageHeaders
{
    private static readonly StringValues NoDevices = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    private static readonly StringValues SameOrigin = "same-origin";

    /// <summary>Writes them over those that every answer has.</summary>
    /// <param name="headers">Of the answer.</param>
    /// <param name="policy">The page's Content Security Policy.</param>
    public static void Write(IHeaderDictionary headers, StringValues policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers["Cross-Origin-Opener-Policy"] = SameOrigin;
        headers["Cross-Origin-Resource-Policy"] = SameOrigin;
        headers["Permissions-Policy"] = NoDevices;
    }
}
