using CrowdMind.Agents;
using CrowdMind.Deployments;
using CrowdMind.Experiments;
using CrowdMind.Models;
using CrowdMind.Tests.Recording;

namespace CrowdMind.Tests.Watches;

/// <summary>Deployments that a test sets, and who reads them. Nothing else is asked of it.</summary>
internal sealed class Standings : IDeploymentStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<AgentId, Deployment> _deployments = [];
    private readonly List<int> _questions = [];

    /// <summary>How many agents each question was about.</summary>
    public IReadOnlyList<int> Questions
    {
        get
        {
            lock (_gate)
                return [.. _questions];
        }
    }

    /// <summary>Where readings wait, when they do; what they find is looked up behind it.</summary>
    public Gate? Reading { get; set; }

    /// <summary>The agent takes part in an experiment of this name alone.</summary>
    public void Set(AgentId agent, string experiment, ReportedModel? reported = null)
    {
        var part = new Participation(new ExperimentId(agent.Value), experiment, ExperimentStatus.Draft, Seq.Zero);
        lock (_gate)
            _deployments[agent] = new Deployment(agent, Desired: null, reported, [part]);
    }

    /// <summary>The agent is deleted.</summary>
    public void Delete(AgentId agent)
    {
        lock (_gate)
            _deployments.Remove(agent);
    }

    public async Task<IReadOnlyDictionary<AgentId, Deployment>> ReadAsync(
        IReadOnlyCollection<AgentId> agentIds, CancellationToken cancellationToken)
    {
        lock (_gate)
            _questions.Add(agentIds.Count);
        if (Reading is { } gate)
            await gate.PassAsync();
        lock (_gate)
            return agentIds.Where(_deployments.ContainsKey).ToDictionary(id => id, id => _deployments[id]);
    }

    public Task<AssignOutcome> AssignAsync(
        AgentId agentId, Model model, bool force, DateTimeOffset at, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> UnassignAsync(AgentId agentId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> ReportAsync(AgentId agentId, ReportedModel report, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<JoinOutcome> JoinAsync(ExperimentId experimentId, AgentId agentId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> LeaveAsync(ExperimentId experimentId, AgentId agentId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> TakesPartAsync(ExperimentId experimentId, AgentId agentId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlySet<(ExperimentId Experiment, AgentId Agent)>> FindParticipationsAsync(
        IReadOnlyCollection<AgentId> agentIds, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Listing<Agent>?> ListAsync(ExperimentId experimentId, Slice slice, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
