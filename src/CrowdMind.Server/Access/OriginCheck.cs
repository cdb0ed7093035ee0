namespace CrowdMind.Server.Access;

/// <summary>
/// Which pages may open live connections. Browsers do not keep foreign pages from opening WebSockets, so the server does
/// (RFC 6455, section 10.2). Programs that are no browsers send no origin, and are not meant.
/// </summary>
/// <param name="origins">The origins the operator allows, or <c>*</c>.</param>
/// <param name="publicUrl">Where clients reach the server, when the operator says so.</param>
internal sealed class OriginCheck(IReadOnlyList<string> origins, Uri? publicUrl)
{
    private readonly string? _publicAuthority = publicUrl?.Authority;

    /// <summary>Whether the request comes from a page that may.</summary>
    public bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0 || origins is ["*"])
            return true;
        var text = origin.ToString();
        return origins.Contains(text, StringComparer.OrdinalIgnoreCase) || IsOurs(text, request.Host.Value);
    }

    private bool IsOurs(string origin, string? host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && (page.Authority.Equals(host, StringComparison.OrdinalIgnoreCase)
            || page.Authority.Equals(_publicAuthority, StringComparison.OrdinalIgnoreCase));
}
