using CrowdMind.Logs;

namespace CrowdMind.Server.Wire;

/// <summary>A reaction as it came, on whatever transport; what was not given is null or empty.</summary>
internal struct ReactionMessage
{
    /// <summary>A socket frame's <c>type</c>.</summary>
    public string? Type;

    /// <summary>A socket frame's <c>ref</c>: the JSON value as it came.</summary>
    public ReadOnlyMemory<byte> Ref;

    /// <summary>The experiment, when the message names one.</summary>
    public ExperimentId? ExperimentId;

    /// <summary>Who reacted.</summary>
    public AgentId? AgentId;

    /// <summary>The reaction's id, when the publisher gave one.</summary>
    public ReactionId? Id;

    /// <summary>The payload: a slice of the message.</summary>
    public ReadOnlyMemory<byte> Payload;

    /// <summary>Where the publisher stood in its trace, when the message says so.</summary>
    public TraceParent TraceParent;

    /// <summary>What is wrong with it, or null.</summary>
    public Problem? Problem;
}
