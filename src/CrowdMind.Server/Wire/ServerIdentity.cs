namespace CrowdMind.Server.Wire;

/// <summary>What the server says of itself.</summary>
/// <param name="App">The name the operator gave it.</param>
/// <param name="Env">The environment it runs in.</param>
/// <param name="Version">The program's version.</param>
internal sealed record ServerIdentity(string App, string Env, string Version);
