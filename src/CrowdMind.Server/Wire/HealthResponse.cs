namespace CrowdMind.Server.Wire;

/// <summary>How the server is.</summary>
/// <param name="Status"><c>ok</c>, <c>degraded</c> or <c>unavailable</c>.</param>
/// <param name="App">The name the operator gave it.</param>
/// <param name="Env">The environment it runs in.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Checks">Of readiness: every part by name.</param>
internal sealed record HealthResponse(
    string Status, string App, string Env, string Version, IReadOnlyDictionary<string, HealthCheckResponse>? Checks = null);

/// <summary>How one part of the server is.</summary>
/// <param name="Status"><c>ok</c>, <c>degraded</c> when the server does without it for now, or <c>unavailable</c>.</param>
/// <param name="Engine">What does the work: <c>sqlite</c>, <c>in-process</c>, <c>local</c>.</param>
/// <param name="Message">What is wrong with it, if anything.</param>
internal sealed record HealthCheckResponse(string Status, string Engine, string? Message = null);
