namespace CrowdMind.Agents;

/// <summary>What an agent says of the model it has.</summary>
/// <param name="Checksum">The SHA-256 of the file it means, as 64 lower-case hexadecimal digits.</param>
/// <param name="State">How far it is with it.</param>
/// <param name="Error">What went wrong, in the agent's words, or nothing.</param>
/// <param name="ReportedAt">When it was said.</param>
public sealed record ReportedModel(string Checksum, ModelState State, string? Error, DateTimeOffset ReportedAt);
