namespace CrowdMind.Server.Wire;

/// <summary>An experiment to be made.</summary>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Scenario">A JSON object of the author's own.</param>
internal sealed record ExperimentRequest(string Name, RawJson? Scenario = null);
