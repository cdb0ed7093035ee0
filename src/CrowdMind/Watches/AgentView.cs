using CrowdMind.Agents;
using CrowdMind.Deployments;

namespace CrowdMind.Watches;

/// <summary>How an agent stands, as one reading found it.</summary>
/// <param name="boot">What it needs to start.</param>
public sealed class AgentView(Boot boot)
{
    /// <summary>What it needs to start.</summary>
    public Boot Boot { get; } = boot;

    /// <summary>What it last said, or nothing yet.</summary>
    public ReportedModel? Reported => Boot.Deployment.Reported;

    /// <summary>Names what it has to know.</summary>
    public string Tag { get; } = boot.Deployment.Tag();

    /// <summary>Whether there is something to tell that an earlier view did not.</summary>
    public bool DiffersFrom(AgentView? earlier) => earlier is null || Tag != earlier.Tag || Reported != earlier.Reported;

    /// <summary>Whether a later reading found it otherwise; null when the agent is gone.</summary>
    public bool DiffersFrom(Deployment? later) => later is null || Tag != later.Tag() || Reported != later.Reported;
}
