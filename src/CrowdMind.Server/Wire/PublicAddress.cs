namespace CrowdMind.Server.Wire;

/// <summary>Where clients reach the server, for URLs in its answers.</summary>
/// <param name="publicUrl"><c>PUBLIC_URL</c>; none when clients reach it as they do now.</param>
internal sealed class PublicAddress(Uri? publicUrl)
{
    /// <summary>What URLs begin with for whoever sent the request.</summary>
    public string RootOf(HttpRequest request) =>
        publicUrl?.AbsoluteUri.TrimEnd('/') ?? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase}";

    /// <summary>Makes a URL absolute for whoever sent the request; one that is absolute stays.</summary>
    public Uri Absolute(Uri url, HttpRequest request) => Absolute(url, RootOf(request));

    /// <summary>Makes a URL absolute below a root; one that is absolute stays.</summary>
    public static Uri Absolute(Uri url, string root) => url.IsAbsoluteUri ? url : new Uri(root + url.OriginalString);
}
