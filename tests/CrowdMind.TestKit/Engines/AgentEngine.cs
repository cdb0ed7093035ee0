using CrowdMind.Agents;
using CrowdMind.Deployments;
using CrowdMind.Experiments;
using CrowdMind.Logs;
using CrowdMind.Models;

namespace CrowdMind.TestKit.Engines;

/// <summary>The stores around agents on some data, as one instance of the server has them.</summary>
public sealed record AgentEngine(
    IAgentStore Agents,
    IDeploymentStore Deployments,
    IModelStore Models,
    ILooseObjects Loose,
    IExperimentStore Experiments,
    IExperimentLog Log,
    IAsyncDisposable Owner) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
