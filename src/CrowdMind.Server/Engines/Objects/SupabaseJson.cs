using System.Text.Json.Serialization;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>The bodies of Supabase Storage's calls.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SupabaseBucket))]
[JsonSerializable(typeof(SupabaseObject))]
[JsonSerializable(typeof(IReadOnlyList<SupabaseEntry>))]
[JsonSerializable(typeof(SupabaseListRequest))]
[JsonSerializable(typeof(SupabaseDeleteRequest))]
[JsonSerializable(typeof(SupabaseSignRequest))]
[JsonSerializable(typeof(SupabaseSignResponse))]
internal sealed partial class SupabaseJson : JsonSerializerContext;

/// <summary>A bucket.</summary>
internal sealed record SupabaseBucket(long? FileSizeLimit, IReadOnlyList<string>? AllowedMimeTypes);

/// <summary>An object.</summary>
internal sealed record SupabaseObject(long Size, DateTimeOffset LastModified);

/// <summary>An entry of a folder: an object, or a folder, which has no id.</summary>
internal sealed record SupabaseEntry(string Name, string? Id, DateTimeOffset? UpdatedAt, SupabaseMetadata? Metadata);

/// <summary>What is known of an object in a list.</summary>
internal sealed record SupabaseMetadata(long Size);

/// <summary>Asks for a part of a folder.</summary>
internal sealed record SupabaseListRequest(string Prefix, int Limit, int Offset);

/// <summary>Asks to delete objects, by their whole names.</summary>
internal sealed record SupabaseDeleteRequest(IReadOnlyList<string> Prefixes);

/// <summary>Asks for a signed URL.</summary>
internal sealed record SupabaseSignRequest([property: JsonPropertyName("expiresIn")] long ExpiresIn);

/// <summary>A signed URL, relative to the storage's root.</summary>
internal sealed record SupabaseSignResponse([property: JsonPropertyName("signedURL")] string SignedUrl);
