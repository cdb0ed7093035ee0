using CrowdMind.Keys;

namespace CrowdMind.Server.Access;

/// <summary>A key that stands in the configuration. It ends with a start without it.</summary>
/// <param name="Caller">Who comes with it.</param>
/// <param name="Hash">What is kept of it.</param>
internal sealed record ConfiguredKey(Caller Caller, SaltedHash Hash);
