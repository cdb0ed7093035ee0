namespace CrowdMind.Server.Access;

/// <summary>States what an endpoint or a hub method asks of whoever uses it.</summary>
/// <param name="permission">What.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresAttribute(Permission permission) : Attribute
{
    /// <summary>What.</summary>
    public Permission Permission { get; } = permission;
}
