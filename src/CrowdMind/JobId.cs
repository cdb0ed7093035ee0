using System.Text.Json.Serialization;

namespace CrowdMind;

/// <summary>Names a job.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<JobId>))]
public readonly record struct JobId(Guid Value) : IGuidId<JobId>
{
    /// <inheritdoc/>
    public static JobId From(Guid value) => new(value);

    /// <summary>Makes a new id, ordered by time (UUIDv7, RFC 9562).</summary>
    public static JobId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
