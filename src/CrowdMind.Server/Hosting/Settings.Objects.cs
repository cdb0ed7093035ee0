using CrowdMind.Server.Engines.Objects;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

internal sealed partial class Settings
{
    private const string Masked = "***";

    private static readonly string[] S3Names = ["S3_BUCKET", "S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY"];

    /// <summary>Reads where objects are kept.</summary>
    private ObjectStoreOptions ObjectStore()
    {
        var (supabase, s3) = (Supabase(), S3());
        if (supabase is not null && s3 is not null)
        {
            throw new SettingException(
                "SUPABASE_URL", supabase.Url.ToString(), $"S3_BUCKET is '{s3.Bucket}'; one object store is wanted, so unset one of them");
        }

        return new ObjectStoreOptions
        {
            Supabase = supabase,
            S3 = s3,
            PublicUrl = WebAddress("PUBLIC_URL", "https://crowd.example.org"),
            SigningKey = SigningKey("SIGNING_KEY"),
        };
    }

    private SupabaseOptions? Supabase()
    {
        const string LocalInstead = "for the local disk unset both";
        var (url, key) = (WebAddress("SUPABASE_URL", "https://project.supabase.co"), Value("SUPABASE_KEY"));
        if (url is null && key is null)
            return null;
        if (url is null)
        {
            throw new SettingException(
                "SUPABASE_KEY", Masked, $"SUPABASE_URL is not set; it must be the project's address such as https://project.supabase.co; {LocalInstead}");
        }

        if (key is null)
        {
            throw new SettingException(
                "SUPABASE_URL", url.ToString(), $"SUPABASE_KEY is not set; it must be the project's secret (service_role) key; {LocalInstead}");
        }

        return new SupabaseOptions(url, HeaderText("SUPABASE_KEY", key), Bucket("SUPABASE_STORAGE_BUCKET", Value("SUPABASE_STORAGE_BUCKET") ?? "models"));
    }

    private S3Options? S3()
    {
        if (S3Names.FirstOrDefault(name => Value(name) is not null) is not { } first)
            return null;
        var endpoint = WebAddress("S3_ENDPOINT", "https://s3.example.org");
        var region = Value("S3_REGION") ?? (endpoint is null ? Missing("S3_REGION", "the bucket's region, such as eu-central-1") : "us-east-1");
        return new S3Options(
            endpoint,
            WebAddress("S3_PUBLIC_ENDPOINT", "https://files.example.org"),
            region,
            Bucket("S3_BUCKET", Value("S3_BUCKET") ?? Missing("S3_BUCKET", "the bucket's name")),
            Value("S3_ACCESS_KEY") ?? Missing("S3_ACCESS_KEY", "the access key's id"),
            Value("S3_SECRET_KEY") ?? Missing("S3_SECRET_KEY", "the access key's secret"));

        string Missing(string name, string wanted) =>
            throw new SettingException(name, "", $"{first} is set, so it must be {wanted}; for the local disk unset every S3_ setting");
    }

    private Uri? WebAddress(string name, string example)
    {
        if (Value(name) is not { } value)
            return null;
        return Uri.TryCreate(value, UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }
            ? address
            : throw new SettingException(name, value, $"it must be an http or https address such as {example}");
    }

    private static string Bucket(string name, string value) =>
        value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_')
            ? value
            : throw new SettingException(name, value, "it must be a bucket's name: letters, digits, '-', '.' and '_'");

    private static string HeaderText(string name, string value) => value.All(letter => letter is > ' ' and <= '~')
        ? value
        : throw new SettingException(name, Masked, "it must be a key without spaces and line ends");

    private string? SigningKey(string name) => Value(name) is not { } value || value.Length >= Limits.SigningKeyCharacters
        ? Value(name)
        : throw new SettingException(name, Masked, $"it must have at least {Limits.SigningKeyCharacters} characters that nobody can guess; it has {value.Length}");
}
