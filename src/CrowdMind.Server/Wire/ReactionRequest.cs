namespace CrowdMind.Server.Wire;

/// <summary>A reaction to be published.</summary>
/// <param name="ExperimentId">The experiment it belongs to.</param>
/// <param name="AgentId">Who reacted.</param>
/// <param name="Payload">A JSON object, kept and passed on as the bytes that came.</param>
/// <param name="Id">Names the reaction within its experiment, so that a retry appends once.</param>
/// <param name="Traceparent">Where the publisher stands in its trace; goes before the header of that name.</param>
internal sealed record ReactionRequest(
    ExperimentId ExperimentId, AgentId AgentId, RawJson Payload, ReactionId? Id = null, string? Traceparent = null);

/// <summary>Many reactions to one experiment, appended all or none.</summary>
/// <param name="Reactions">1 to 1000; their <c>experiment_id</c> may be left out.</param>
internal sealed record BatchRequest(IReadOnlyList<ReactionRequest> Reactions);
