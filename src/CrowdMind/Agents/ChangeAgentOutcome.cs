namespace CrowdMind.Agents;

/// <summary>How changing an agent ended.</summary>
public abstract record ChangeAgentOutcome
{
    private ChangeAgentOutcome()
    {
    }

    /// <summary>It is changed.</summary>
    /// <param name="Agent">As it is now.</param>
    public sealed record Changed(Agent Agent) : ChangeAgentOutcome;

    /// <summary>The change does not go with the agent as it is, which stays so.</summary>
    public sealed record Declined : ChangeAgentOutcome;

    /// <summary>There is none.</summary>
    public sealed record NoAgent : ChangeAgentOutcome;
}
