using CrowdMind.Keys;

namespace CrowdMind.Server.Admission;

/// <summary>To whom use is counted: a key, the subject of tokens, or where no credential is asked for a network.</summary>
/// <param name="Key">The key that was made here.</param>
/// <param name="Name">The name of a configured key, or the subject.</param>
/// <param name="Network">Where it is, of whoever has no credential.</param>
internal readonly record struct Party(KeyId? Key, string? Name, ClientNetwork Network)
{
    /// <summary>To whom that of a caller is counted.</summary>
    public static Party Of(Caller caller, ClientNetwork network)
    {
        if (ReferenceEquals(caller, Caller.Anyone))
            return Of(network);
        return caller.KeyId is { } key ? new Party(key, null, default) : new Party(null, caller.Name, default);
    }

    /// <summary>To whom that of all callers in one place is counted.</summary>
    public static Party Of(ClientNetwork network) => new(null, null, network);
}
