namespace CrowdMind.Demo;

/// <summary>Why the demo's crowd says no more.</summary>
public enum DemoEnd
{
    /// <summary>The log has all that a demo may write; the experiment was stopped.</summary>
    Full = 0,

    /// <summary>Somebody deleted the experiment.</summary>
    ExperimentDeleted = 1,

    /// <summary>Somebody deleted all its agents.</summary>
    NobodyLeft = 2,
}
