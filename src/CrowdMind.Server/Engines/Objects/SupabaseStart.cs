using System.Net;
using CrowdMind.Objects;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>Finds out at the start whether Supabase Storage can be used, and says which setting is wrong.</summary>
internal sealed class SupabaseStart(SupabaseOptions options, SupabaseObjectStore store, IncomingFolder incoming)
{
    /// <summary>What all objects are to a store: bytes.</summary>
    public const string ContentType = "application/octet-stream";

    /// <summary>Asks for the bucket, and opens the folder of what is on its way there.</summary>
    /// <exception cref="SettingException">One of them cannot be used.</exception>
    public Task OpenAsync(CancellationToken cancellationToken)
    {
        incoming.Open();
        return AskAsync(cancellationToken);
    }

    /// <summary>Asks for the bucket.</summary>
    /// <exception cref="SettingException">It cannot be used.</exception>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var bucket = await store.FindBucketAsync(cancellationToken);
            if (bucket.AllowedMimeTypes is { Count: > 0 } allowed && !allowed.Any(Allows))
                throw Bucket($"it must be a bucket that takes {ContentType}; its allowed_mime_types are {string.Join(", ", allowed)}");
        }
        catch (ObjectStoreUnavailableException failure)
        {
            throw Explain(failure.InnerException);
        }
    }

    private SettingException Explain(Exception? failure) => failure switch
    {
        SupabaseRefusalException refused when refused.Status == HttpStatusCode.Unauthorized || refused is { Status: HttpStatusCode.Forbidden, IsSupabase: true } => new(
            "SUPABASE_KEY", "***", $"it must be the project's secret (service_role) key. {options.Url} refuses it: {Without(refused)}"),
        SupabaseRefusalException { Status: HttpStatusCode.NotFound, IsSupabase: true } => Bucket(
            $"it must be a bucket of {options.Url} that SUPABASE_KEY may see: make it there (private), and use the secret "
            + "(service_role) key"),
        SupabaseRefusalException { IsSupabase: false } strange => Url($"it must be the address of a Supabase project. {Without(strange)}"),
        _ => Url($"it must be the address of a Supabase project that answers. {Without(failure)}"),
    };

    private static bool Allows(string type) => type is ContentType or "application/*" or "*/*";

    private static string Without(Exception? failure) => failure?.Message.TrimEnd('.') ?? "It did not answer";

    private SettingException Bucket(string wanted) => new("SUPABASE_STORAGE_BUCKET", options.Bucket, wanted);

    private SettingException Url(string wanted) => new("SUPABASE_URL", options.Url.ToString(), wanted);
}
