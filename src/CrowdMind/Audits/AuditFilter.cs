namespace CrowdMind.Audits;

/// <summary>Which entries a list is of; what is null does not matter.</summary>
/// <param name="Actor">Only what this one did.</param>
/// <param name="Action">Only what was done so.</param>
/// <param name="Subject">Only what was done to this, or under it.</param>
public sealed record AuditFilter(string? Actor = null, string? Action = null, string? Subject = null);
