namespace CrowdMind;

/// <summary>Those of agents and of watching them.</summary>
public static partial class Limits
{
    /// <summary>Operators that an agent may declare: the TFLite schema has a little over 200.</summary>
    public const int SupportedOperators = 500;

    /// <summary>Characters of what an agent says went wrong.</summary>
    public const int ReportCharacters = 1000;

    /// <summary>Experiments that an agent is told of when it starts: a device takes part in one or a few.</summary>
    public const int BootExperiments = 100;

    /// <summary>Agents that one hub connection may watch: a crowd on one dashboard.</summary>
    public const int WatchedAgents = 1000;

    /// <summary>How often watched agents are looked up, for what other instances changed.</summary>
    public const int AgentsCheckSeconds = 1;

    /// <summary>Agents whose changes are read at once; each may ask the object store for a URL.</summary>
    public const int AgentReadingsAtOnce = 8;
}
