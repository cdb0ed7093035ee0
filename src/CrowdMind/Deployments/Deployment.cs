using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CrowdMind.Agents;

namespace CrowdMind.Deployments;

/// <summary>What an agent is to run, what it says it runs, and where it takes part.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="Desired">The model it is to run, or none.</param>
/// <param name="Reported">What it last said, or nothing yet.</param>
/// <param name="Experiments">
/// The drafts and running experiments it takes part in, newest first; <see cref="Limits.BootExperiments"/> at most.
/// </param>
public sealed record Deployment(
    AgentId AgentId, DesiredModel? Desired, ReportedModel? Reported, IReadOnlyList<Participation> Experiments)
{
    /// <summary>
    /// Names what the agent has to know: its model, when it was assigned, and its experiments with their status. What moves
    /// by itself, heads and URLs, is not in it.
    /// </summary>
    public string Tag()
    {
        var text = new StringBuilder();
        if (Desired is { } desired)
        {
            text.Append(CultureInfo.InvariantCulture, $"{desired.ModelId} {desired.Checksum} ");
            text.Append(CultureInfo.InvariantCulture, $"{Instants.ToMicroseconds(desired.AssignedAt)}");
        }

        foreach (var one in Experiments)
            text.Append(CultureInfo.InvariantCulture, $"\n{one.Id} {one.Status} {one.Name.Length} {one.Name}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
