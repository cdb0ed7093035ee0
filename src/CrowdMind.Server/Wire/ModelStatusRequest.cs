using CrowdMind.Agents;

namespace CrowdMind.Server.Wire;

/// <summary>What an agent says of the model it has.</summary>
/// <param name="Checksum">The SHA-256 of the file it means, as 64 hexadecimal digits.</param>
/// <param name="State">How far it is with it.</param>
/// <param name="Error">What went wrong, 1 to 1000 characters.</param>
internal sealed record ModelStatusRequest(string Checksum, ModelState State, string? Error = null);
