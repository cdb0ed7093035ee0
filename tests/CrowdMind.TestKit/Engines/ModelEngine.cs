using CrowdMind.Agents;
using CrowdMind.Models;

namespace CrowdMind.TestKit.Engines;

/// <summary>The registry of models on some data, as one instance of the server has it, and what it touches of agents.</summary>
/// <param name="Models">The registry.</param>
/// <param name="Loose">The objects that no model has.</param>
/// <param name="Agents">The agents.</param>
/// <param name="AssignAsync">Gives an agent a model.</param>
/// <param name="Owner">Closes it all.</param>
public sealed record ModelEngine(
    IModelStore Models,
    ILooseObjects Loose,
    IAgentStore Agents,
    Func<AgentId, ModelId, Task> AssignAsync,
    IAsyncDisposable Owner) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
