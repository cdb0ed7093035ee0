namespace CrowdMind.Server.Admission;

/// <summary>Whether somebody may publish now.</summary>
/// <param name="Wait">Zero, or how long until it is worth trying again.</param>
/// <param name="PerSecond">What was exceeded, in reactions a second.</param>
/// <param name="IsExperiments">Whether that is the experiment's bound, and not the caller's.</param>
internal readonly record struct PublishTurn(TimeSpan Wait, int PerSecond = 0, bool IsExperiments = false)
{
    /// <summary>Whether it is now.</summary>
    public bool IsNow => Wait == TimeSpan.Zero;
}
