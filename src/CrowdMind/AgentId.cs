using System.Text.Json.Serialization;

namespace CrowdMind;

/// <summary>Names an agent.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<AgentId>))]
public readonly record struct AgentId(Guid Value) : IGuidId<AgentId>
{
    /// <inheritdoc/>
    public static AgentId From(Guid value) => new(value);

    /// <summary>Makes a new id, ordered by time (UUIDv7, RFC 9562).</summary>
    public static AgentId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
