using System.Text.Json.Serialization;

namespace CrowdMind.Keys;

/// <summary>Names an API key.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<KeyId>))]
public readonly record struct KeyId(Guid Value) : IGuidId<KeyId>
{
    /// <inheritdoc/>
    public static KeyId From(Guid value) => new(value);

    /// <summary>Makes a new id, ordered by time (UUIDv7, RFC 9562).</summary>
    public static KeyId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
