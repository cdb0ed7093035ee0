namespace CrowdMind.Server.Admission;

/// <summary>How much the operator lets one caller, one address and one experiment have of this instance; 0 is no bound.</summary>
/// <param name="PublishesPerSecond">Reactions a second from one caller.</param>
/// <param name="ExperimentPublishesPerSecond">Reactions a second for one experiment, from all together.</param>
/// <param name="ConnectionsPerCaller">Live connections of one caller.</param>
/// <param name="ConnectionsPerAddress">Live connections from one address.</param>
internal sealed record AdmissionOptions(
    int PublishesPerSecond, int ExperimentPublishesPerSecond, int ConnectionsPerCaller, int ConnectionsPerAddress);
