namespace CrowdMind;

/// <summary>An id that is a UUID with a type of its own, so that one kind cannot pass for another.</summary>
/// <typeparam name="TSelf">The id type.</typeparam>
public interface IGuidId<TSelf> where TSelf : struct, IGuidId<TSelf>
{
    /// <summary>The UUID itself.</summary>
    Guid Value { get; }

    /// <summary>Wraps a UUID.</summary>
    static abstract TSelf From(Guid value);
}
