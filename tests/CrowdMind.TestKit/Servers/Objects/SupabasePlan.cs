namespace CrowdMind.TestKit.Servers.Objects;

/// <summary>What a test's Supabase project is like.</summary>
public sealed record SupabasePlan
{
    /// <summary>The project's secret key.</summary>
    public const string SecretKey = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.c2VjcmV0";

    /// <summary>The project's public key, which sees no bucket.</summary>
    public const string AnonKey = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.cHVibGlj";

    /// <summary>The one bucket.</summary>
    public string Bucket { get; init; } = "models";

    /// <summary>The bucket's limit in bytes, which it tells.</summary>
    public long? FileSizeLimit { get; init; }

    /// <summary>The project's own limit, which nothing tells.</summary>
    public long ProjectLimit { get; init; } = long.MaxValue;

    /// <summary>The types that the bucket takes; all when null.</summary>
    public IReadOnlyList<string>? AllowedMimeTypes { get; init; }
}
