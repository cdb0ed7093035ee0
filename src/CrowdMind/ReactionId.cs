using System.Text.Json.Serialization;

namespace CrowdMind;

/// <summary>Names a reaction within its experiment; publishing the same id twice appends once.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<ReactionId>))]
public readonly record struct ReactionId(Guid Value) : IGuidId<ReactionId>
{
    /// <inheritdoc/>
    public static ReactionId From(Guid value) => new(value);

    /// <summary>Makes a new id, ordered by time (UUIDv7, RFC 9562).</summary>
    public static ReactionId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
