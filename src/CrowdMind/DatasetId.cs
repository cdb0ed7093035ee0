using System.Text.Json.Serialization;

namespace CrowdMind;

/// <summary>Names a dataset.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<DatasetId>))]
public readonly record struct DatasetId(Guid Value) : IGuidId<DatasetId>
{
    /// <inheritdoc/>
    public static DatasetId From(Guid value) => new(value);

    /// <summary>Makes a new id, ordered by time (UUIDv7, RFC 9562).</summary>
    public static DatasetId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
