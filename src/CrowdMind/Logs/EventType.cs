namespace CrowdMind.Logs;

/// <summary>What an event of a log reports. The numbers are kept in the database.</summary>
public enum EventType
{
    /// <summary>An agent reacted; the body is the reaction's payload.</summary>
    ReactionCreated = 1,

    /// <summary>The experiment was started; the body is the experiment.</summary>
    ExperimentStarted = 2,

    /// <summary>The experiment was stopped; the body is the experiment.</summary>
    ExperimentStopped = 3,
}
