using CrowdMind.Agents;

namespace CrowdMind.Deployments;

/// <summary>How assigning a model to an agent ended.</summary>
public abstract record AssignOutcome
{
    private AssignOutcome()
    {
    }

    /// <summary>The agent has it.</summary>
    /// <param name="Desired">What it is to run now.</param>
    public sealed record Assigned(DesiredModel Desired) : AssignOutcome;

    /// <summary>There is no such agent.</summary>
    public sealed record NoAgent : AssignOutcome;

    /// <summary>There is no such model (any more).</summary>
    public sealed record NoModel : AssignOutcome;

    /// <summary>The agent cannot hold or run it, by what it declared.</summary>
    /// <param name="Misfit">Where it fails.</param>
    public sealed record DoesNotFit(Misfit Misfit) : AssignOutcome;
}
