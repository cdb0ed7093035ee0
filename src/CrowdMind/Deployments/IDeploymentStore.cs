using CrowdMind.Agents;
using CrowdMind.Models;

namespace CrowdMind.Deployments;

/// <summary>
/// Keeps which agent is to run which model, what it reports, and which experiments it takes part in.
/// <list type="number">
/// <item>A returned write is committed and synced.</item>
/// <item>An assignment and the model's deletion at once end as if one had come first: no agent has a model that is gone. The
/// same with a change of what the agent can hold.</item>
/// <item>A model that does not fit is assigned only by force. Assigning a model again is an assignment of its own.</item>
/// <item>Who takes part in an experiment is forgotten with the experiment and with the agent.</item>
/// <item>A reading of an agent's deployment is of one moment.</item>
/// </list>
/// </summary>
public interface IDeploymentStore
{
    /// <summary>Gives an agent a model, in the place of the one it may have.</summary>
    /// <param name="agentId">The agent.</param>
    /// <param name="model">The model, which has a file.</param>
    /// <param name="force">Also when it does not fit.</param>
    /// <param name="at">The time of the assignment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<AssignOutcome> AssignAsync(
        AgentId agentId, Model model, bool force, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Takes the model from an agent, if it has one; false when there is no such agent.</summary>
    Task<bool> UnassignAsync(AgentId agentId, CancellationToken cancellationToken);

    /// <summary>Keeps what an agent says; false when there is no such agent.</summary>
    Task<bool> ReportAsync(AgentId agentId, ReportedModel report, CancellationToken cancellationToken);

    /// <summary>Lets an agent take part in an experiment.</summary>
    Task<JoinOutcome> JoinAsync(ExperimentId experimentId, AgentId agentId, CancellationToken cancellationToken);

    /// <summary>Lets it take part no more; false when it did not.</summary>
    Task<bool> LeaveAsync(ExperimentId experimentId, AgentId agentId, CancellationToken cancellationToken);

    /// <summary>Whether it takes part.</summary>
    Task<bool> TakesPartAsync(ExperimentId experimentId, AgentId agentId, CancellationToken cancellationToken);

    /// <summary>Where some agents take part, in one question.</summary>
    Task<IReadOnlySet<(ExperimentId Experiment, AgentId Agent)>> FindParticipationsAsync(
        IReadOnlyCollection<AgentId> agentIds, CancellationToken cancellationToken);

    /// <summary>Lists who takes part, newest agents first, and counts all; null when there is no such experiment.</summary>
    Task<Listing<Agent>?> ListAsync(ExperimentId experimentId, Slice slice, CancellationToken cancellationToken);

    /// <summary>Reads the deployments of those agents that there are, in one question.</summary>
    Task<IReadOnlyDictionary<AgentId, Deployment>> ReadAsync(
        IReadOnlyCollection<AgentId> agentIds, CancellationToken cancellationToken);
}
