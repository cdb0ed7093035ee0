namespace CrowdMind.Server.Access;

/// <summary>An experiment that a live connection follows.</summary>
/// <param name="Experiment">Which.</param>
/// <param name="Revoke">Ends the following.</param>
internal readonly record struct Followed(ExperimentId Experiment, Action Revoke);
