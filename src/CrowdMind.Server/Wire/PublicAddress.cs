namespace CrowdMind.Server.Wire;

/// <summary>Where clients reach the server, for URLs in its answers.</summary>
/// <param name="publicUrl"><c>PUBLIC_URL</c>; none when clients reach it as they do now.</param>
internal sealed class PublicAddress(Uri? publicUrl)
{
    /// <summary>Makes a URL absolute for whoever sent the request; one that is absolute stays.</summary>
    public Uri Absolute(Uri url, HttpRequest request)
    {
        if (url.IsAbsoluteUri)
            return url;
        var address = publicUrl?.AbsoluteUri.TrimEnd('/') ?? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase}";
        return new Uri(address + url.OriginalString);
    }
}
