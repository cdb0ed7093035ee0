using System.Net;
using System.Text.RegularExpressions;
using CrowdMind.Server.Wire;
using StackExchange.Redis;

namespace CrowdMind.Server.Engines.Redis;

/// <summary>
/// Reads <c>REDIS_URL</c>: <c>redis://:password@host:6379,other:6379</c>, <c>rediss://</c> for TLS, or the key=value form of
/// StackExchange.Redis. What it shows of it never holds a password.
/// </summary>
internal static partial class RedisUrl
{
    private const string Setting = "REDIS_URL";
    private const int DefaultPort = 6379;
    private const string OwnDatabase = "pub/sub knows no databases, so name none and keep deployments apart with REDIS_PREFIX";

    /// <summary>Reads the setting.</summary>
    /// <exception cref="SettingException">It cannot work.</exception>
    public static RedisOptions Parse(string value, string prefix) =>
        value.Contains("://", StringComparison.Ordinal) ? ParseUrl(value, prefix) : ParseKeywords(value, prefix);

    /// <summary>The setting as it may be printed.</summary>
    public static string Mask(string value) =>
        Credentials().Replace(PasswordKeyword().Replace(value, "$1***"), "$1***@");

    private static RedisOptions ParseUrl(string value, string prefix)
    {
        var scheme = value[..value.IndexOf("://", StringComparison.Ordinal)];
        if (scheme is not ("redis" or "rediss"))
            throw Wrong(value, "it must begin with redis://, or rediss:// for TLS");
        var rest = value[(scheme.Length + 3)..];
        var at = rest.LastIndexOf('@');
        var place = rest[(at + 1)..];
        var (hosts, database) = CutAt(place, '/');
        if (place.Contains('?', StringComparison.Ordinal))
            throw Wrong(value, "it takes no parameters after a question mark");
        if (database is not ("" or "0"))
            throw Wrong(value, OwnDatabase);
        return new RedisOptions
        {
            Servers = [.. hosts.Split(',', StringSplitOptions.TrimEntries).Select(host => Server(value, host))],
            Password = at < 0 ? null : Password(value, rest[..at]),
            UseTls = scheme == "rediss",
            Prefix = prefix,
            Shown = Mask(value),
        };
    }

    private static RedisOptions ParseKeywords(string value, string prefix)
    {
        ConfigurationOptions parsed;
        try
        {
            parsed = ConfigurationOptions.Parse(value);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            // Not the exception's own words: they may hold a part of the password.
            throw Wrong(value, "it must be redis://:password@host:6379 or host:6379,password=…,ssl=true, with keywords that are known");
        }

        if (parsed.DefaultDatabase is not (null or 0))
            throw Wrong(value, OwnDatabase);
        if (parsed.EndPoints.Count == 0)
            throw Wrong(value, "it must name a server, such as redis://localhost:6379");
        return new RedisOptions
        {
            Servers = [.. parsed.EndPoints.Select(NamedServer)],
            Password = string.IsNullOrEmpty(parsed.Password) ? null : parsed.Password,
            UseTls = parsed.Ssl,
            TlsHost = string.IsNullOrEmpty(parsed.SslHost) ? null : parsed.SslHost,
            Prefix = prefix,
            Shown = Mask(value),
        };
    }

    private static string? Password(string value, string credentials)
    {
        var (user, password) = CutAt(credentials, ':');
        if (user is not ("" or "default"))
            throw Wrong(value, "it must sign in as Redis's default user: redis://:password@host:6379");
        return password.Length == 0 ? null : Uri.UnescapeDataString(password);
    }

    private static DnsEndPoint Server(string value, string host) =>
        Uri.TryCreate($"redis://{host}", UriKind.Absolute, out var uri)
        && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.Port != 0 && uri.PathAndQuery is "" or "/"
            ? new DnsEndPoint(uri.DnsSafeHost, uri.Port > 0 ? uri.Port : DefaultPort)
            : throw Wrong(value, "its servers must be host:port, separated by commas");

    private static DnsEndPoint NamedServer(EndPoint server) => server switch
    {
        DnsEndPoint named => new(named.Host, PortOf(named.Port)),
        IPEndPoint numbered => new(numbered.Address.ToString(), PortOf(numbered.Port)),
        _ => throw new NotSupportedException($"Not a server: {server}"),
    };

    private static int PortOf(int port) => port > 0 ? port : DefaultPort;

    private static (string Before, string After) CutAt(string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    private static SettingException Wrong(string value, string wanted) => new(Setting, Mask(value), wanted);

    [GeneratedRegex(@"(password\s*=)[^,]*", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordKeyword();

    [GeneratedRegex(@"^([A-Za-z]*://)?.*@", RegexOptions.Singleline)]
    private static partial Regex Credentials();
}
