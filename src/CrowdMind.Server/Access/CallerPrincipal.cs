using System.Security.Claims;
using CrowdMind.Keys;

namespace CrowdMind.Server.Access;

/// <summary>A caller in the place where the framework keeps the user; from there the hub has it too.</summary>
/// <param name="caller">Who.</param>
internal sealed class CallerPrincipal(Caller caller)
    : ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, caller.Name)], "Bearer"))
{
    /// <summary>Whoever comes to a server that asks for no credential.</summary>
    public static CallerPrincipal Anyone { get; } = new(Caller.Anyone);

    /// <summary>Who.</summary>
    public Caller Caller { get; } = caller;

    /// <summary>Who it is.</summary>
    /// <exception cref="InvalidOperationException">Nobody was let in, so nobody may get here.</exception>
    public static Caller Of(ClaimsPrincipal? user) => user is CallerPrincipal principal
        ? principal.Caller
        : throw new InvalidOperationException("Nobody was let in.");
}
