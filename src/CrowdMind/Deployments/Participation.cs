using CrowdMind.Experiments;

namespace CrowdMind.Deployments;

/// <summary>An experiment that an agent takes part in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Draft or running; in a stopped one there is nothing to do.</param>
/// <param name="Head">The head of its log.</param>
public sealed record Participation(ExperimentId Id, string Name, ExperimentStatus Status, Seq Head);
