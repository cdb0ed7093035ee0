using CrowdMind.Server.Engines.Objects;

namespace CrowdMind.Server.Hosting;

/// <summary>Where objects are kept: at most one of the remote stores, else the local disk.</summary>
internal sealed record ObjectStoreOptions
{
    /// <summary><c>SUPABASE_*</c>: Supabase Storage.</summary>
    public SupabaseOptions? Supabase { get; init; }

    /// <summary><c>S3_*</c>: S3 or a store that speaks like it.</summary>
    public S3Options? S3 { get; init; }

    /// <summary><c>PUBLIC_URL</c>: where clients reach the server, when not where their requests say.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary><c>SIGNING_KEY</c>: signs the server's own URLs, in place of the secret in <c>DATA_DIR</c>.</summary>
    public string? SigningKey { get; init; }
}
