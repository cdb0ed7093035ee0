using System.Collections.Specialized;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Web;
using CrowdMind.Server.Wire;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>Reads <c>DATABASE_URL</c>, and shows it without its password.</summary>
internal static partial class PostgresAddress
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "DATABASE_URL";

    /// <summary>Supabase's pooler gives a connection for one transaction on this port, and for a session on 5432.</summary>
    private const int TransactionPoolerPort = 6543;

    private const string Wanted =
        "it must be postgresql://user:password@host:5432/database, or Host=…;Username=…;Password=…;Database=…";

    /// <summary>libpq's names of parameters, and Npgsql's.</summary>
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["host"] = "Host",
        ["port"] = "Port",
        ["user"] = "Username",
        ["password"] = "Password",
        ["dbname"] = "Database",
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["channel_binding"] = "Channel Binding",
        ["target_session_attrs"] = "Target Session Attributes",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["options"] = "Options",
        ["passfile"] = "Passfile",
    };

    /// <summary>Reads the setting: a URI as libpq knows it, or keys and values.</summary>
    /// <exception cref="SettingException">It is neither, or names what cannot work.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string value)
    {
        try
        {
            var address = value.Contains("://", StringComparison.Ordinal) ? FromUri(value) : FromPairs(value);
            if (string.IsNullOrEmpty(address.Host))
                throw Wrong(value, $"it names no host; {Wanted}");
            if (address.Port == TransactionPoolerPort)
                throw Wrong(value, "port 6543 is a transaction pooler, which keeps no session; use port 5432 of the same host (the session pooler) or the direct connection");
            return address;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidCastException or UriFormatException)
        {
            throw Wrong(value, $"{Wanted} ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')})");
        }
    }

    /// <summary>The address for a message.</summary>
    public static string Shown(NpgsqlConnectionStringBuilder address) =>
        $"postgresql://{address.Username}{(address.Password is null ? "" : ":***")}@{address.Host}:{address.Port}/{address.Database}";

    private static SettingException Wrong(string value, string wanted) => new(Setting, Masked(value), wanted);

    /// <summary>The text as it was set, without what may be a password, however it is misspelt.</summary>
    private static string Masked(string value) => !value.Contains("://", StringComparison.Ordinal) && value.LastIndexOf('@') is > 0 and var at
        ? "***" + value[at..]
        : PairPassword().Replace(UriPassword().Replace(value, "$1***@"), "$1***");

    private static NpgsqlConnectionStringBuilder FromUri(string value)
    {
        var uri = new Uri(value, UriKind.Absolute);
        if (uri.Scheme is not ("postgres" or "postgresql"))
            throw new FormatException($"{uri.Scheme}:// is not PostgreSQL");
        var address = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host.Trim('[', ']') is { Length: > 0 } host ? Uri.UnescapeDataString(host) : null,
            Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort,
        };
        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            address.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2)
            address.Password = Uri.UnescapeDataString(user[1]);
        if (uri.AbsolutePath.Length > 1)
            address.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        Take(address, HttpUtility.ParseQueryString(uri.Query));
        return address;
    }

    private static void Take(NpgsqlConnectionStringBuilder address, NameValueCollection query)
    {
        foreach (var name in query.AllKeys)
        {
            if (name is null || !Parameters.TryGetValue(name, out var known))
                throw new FormatException($"the parameter '{name}' is not known");
            var given = query[name] ?? "";
            address[known] = known is "SSL Mode" or "Target Session Attributes" ? Word(given) : given;
        }
    }

    // verify-full is VerifyFull.
    private static string Word(string value) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(value.ToLowerInvariant()).Replace("-", "", StringComparison.Ordinal);

    private static NpgsqlConnectionStringBuilder FromPairs(string value)
    {
        if (!value.Contains(';', StringComparison.Ordinal) && value.Count(character => character == '=') > 1)
            throw new FormatException("the pairs are to be separated by semicolons");
        return new NpgsqlConnectionStringBuilder(value);
    }

    [GeneratedRegex("(://[^:/@]*:).*@")]
    private static partial Regex UriPassword();

    [GeneratedRegex(@"((?:password|passwd|pwd|psw)\s*=\s*)('[^']*'|""[^""]*""|[^;&\s]*)", RegexOptions.IgnoreCase)]
    private static partial Regex PairPassword();
}
