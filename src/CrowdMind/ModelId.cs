using System.Text.Json.Serialization;

namespace CrowdMind;

/// <summary>Names a version of a model.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<ModelId>))]
public readonly record struct ModelId(Guid Value) : IGuidId<ModelId>
{
    /// <inheritdoc/>
    public static ModelId From(Guid value) => new(value);

    /// <summary>Makes a new id, ordered by time (UUIDv7, RFC 9562).</summary>
    public static ModelId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
