using CrowdMind.Deployments;
using CrowdMind.Keys;

namespace CrowdMind.Server.Access;

/// <summary>Who may do what: one table for routes, hub methods and sockets.</summary>
/// <param name="deployments">They know who takes part.</param>
internal sealed class Permits(IDeploymentStore deployments)
{
    /// <summary>How far a role has a permission.</summary>
    public static Grant Of(Role role, Permission permission) => (permission, role) switch
    {
        (Permission.Open or Permission.Connect, _) => Grant.Yes,
        (Permission.Administer, _) => role == Role.Admin ? Grant.Yes : Grant.No,
        (_, Role.Admin or Role.Editor) => Grant.Yes,
        (Permission.Read or Permission.Follow or Permission.ReadAgent, Role.Viewer) => Grant.Yes,
        (Permission.Follow or Permission.ReadAgent or Permission.Publish or Permission.Report, Role.Agent) => Grant.Own,
        _ => Grant.No,
    };

    /// <summary>Whether somebody may do it.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="permission">What.</param>
    /// <param name="subject">The id of the experiment or agent in question, as it was given; need not be one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public ValueTask<bool> AllowsAsync(Caller caller, Permission permission, string? subject, CancellationToken cancellationToken) =>
        Of(caller.Role, permission) switch
        {
            Grant.Yes => ValueTask.FromResult(true),
            Grant.Own => IsOwnAsync(caller, permission, subject, cancellationToken),
            _ => ValueTask.FromResult(false),
        };

    private async ValueTask<bool> IsOwnAsync(
        Caller caller, Permission permission, string? subject, CancellationToken cancellationToken)
    {
        if (permission == Permission.Publish)
            return true;
        if (caller.AgentId is not { } agent || subject is not { Length: 36 } || !Guid.TryParseExact(subject, "D", out var id))
            return false;
        return permission == Permission.Follow
            ? await deployments.TakesPartAsync(new ExperimentId(id), agent, cancellationToken)
            : caller.IsAgent(new AgentId(id));
    }
}
