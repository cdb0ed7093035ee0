using CrowdMind.Keys;

namespace CrowdMind.Audits;

/// <summary>What somebody did: one change that was made, never changed again.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who: the name of the key, or the subject of the token.</param>
/// <param name="Role">In which role.</param>
/// <param name="KeyId">With which key, when it is one that was made here.</param>
/// <param name="Address">From which address, as the server saw it.</param>
/// <param name="Action">What was done: the operation's id in the OpenAPI document, such as <c>startExperiment</c>.</param>
/// <param name="Subject">To what: its path under the API's prefix; of something new, where it is now.</param>
public sealed record AuditEntry(
    DateTimeOffset At, string Actor, Role Role, KeyId? KeyId, string? Address, string Action, string Subject);
