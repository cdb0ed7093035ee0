using System.Text.Json.Serialization;

namespace CrowdMind;

/// <summary>Names an experiment.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<ExperimentId>))]
public readonly record struct ExperimentId(Guid Value) : IGuidId<ExperimentId>
{
    /// <inheritdoc/>
    public static ExperimentId From(Guid value) => new(value);

    /// <summary>Makes a new id, ordered by time (UUIDv7, RFC 9562).</summary>
    public static ExperimentId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
