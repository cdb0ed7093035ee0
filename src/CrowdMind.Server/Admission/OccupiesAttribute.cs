namespace CrowdMind.Server.Admission;

/// <summary>States what a request to an endpoint takes up.</summary>
/// <param name="occupation">What.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OccupiesAttribute(Occupation occupation) : Attribute
{
    /// <summary>What.</summary>
    public Occupation Occupation { get; } = occupation;
}
