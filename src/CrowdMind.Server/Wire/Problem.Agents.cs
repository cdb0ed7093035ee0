using CrowdMind.Deployments;
using CrowdMind.Models;

namespace CrowdMind.Server.Wire;

/// <summary>The refusals around agents and their models.</summary>
internal sealed partial class Problem
{
    /// <summary>The agent does not take part in the experiment.</summary>
    public static Problem NotTakingPart(ExperimentId experimentId, AgentId agentId) => new(
        StatusCodes.Status404NotFound, $"Agent {agentId} does not take part in experiment {experimentId}.");

    /// <summary>The connection watches as many agents as it may.</summary>
    public static Problem TooManyWatchedAgents() => new(
        StatusCodes.Status409Conflict, $"This connection watches {Limits.WatchedAgents} agents; unwatch one first.");

    /// <summary>The model needs more than the agent declared.</summary>
    public static Problem DoesNotFit(Misfit misfit, Model model, AgentId agentId)
    {
        var reasons = new List<string>();
        var details = new Dictionary<string, long?>();
        if (misfit.Flash is { } flash)
        {
            reasons.Add($"its file has {flash.Needed} bytes and flash_bytes is {flash.Declared}");
            (details["size"], details["flash_bytes"]) = (flash.Needed, flash.Declared);
        }

        if (misfit.Memory is { } memory)
        {
            reasons.Add($"its arena is estimated at {memory.Needed} bytes and memory_bytes is {memory.Declared}");
            (details["arena_bytes"], details["memory_bytes"]) = (memory.Needed, memory.Declared);
        }

        if (misfit.Operators is { Count: > 0 } operators)
        {
            var names = string.Join(", ", operators.Select(one => $"{one.Name} version {one.Version}"));
            reasons.Add($"supported_operators does not cover {names}");
            details["unsupported_operators"] = operators.Count;
        }

        return new Problem(
            StatusCodes.Status409Conflict,
            $"Model {model.Id} does not fit agent {agentId}: {string.Join("; ", reasons)}. Assign it with force=true all the same.")
        {
            Details = details,
        };
    }
}
