namespace CrowdMind.Server.Engines.Objects;

/// <summary>Where Supabase Storage is, as the operator says.</summary>
/// <param name="Url"><c>SUPABASE_URL</c>: the project's address.</param>
/// <param name="Key"><c>SUPABASE_KEY</c>: its secret key.</param>
/// <param name="Bucket"><c>SUPABASE_STORAGE_BUCKET</c>: the bucket that holds the objects.</param>
internal sealed record SupabaseOptions(Uri Url, string Key, string Bucket)
{
    /// <summary>Without the key.</summary>
    public override string ToString() => $"{Url} bucket {Bucket}";
}
