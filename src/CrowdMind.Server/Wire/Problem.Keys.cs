using CrowdMind.Keys;

namespace CrowdMind.Server.Wire;

/// <summary>The refusals around keys.</summary>
internal sealed partial class Problem
{
    /// <summary>No key has the id.</summary>
    public static Problem KeyNotFound(KeyId id) => new(StatusCodes.Status404NotFound, $"There is no key {id}.");
}
