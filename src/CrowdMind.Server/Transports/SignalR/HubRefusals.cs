using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>How the hub says that it refuses: the status and the message, as the error of the call.</summary>
internal static class HubRefusals
{
    /// <summary>What a refusal says.</summary>
    public static HubException From(Problem problem) => new($"{problem.Status}: {problem.Message}");
}
