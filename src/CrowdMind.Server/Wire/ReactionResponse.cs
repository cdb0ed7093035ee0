namespace CrowdMind.Server.Wire;

/// <summary>A reaction in its log.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExperimentId">The experiment it belongs to.</param>
/// <param name="AgentId">Who reacted.</param>
/// <param name="Payload">The JSON object that came.</param>
/// <param name="CreatedAt">When it was appended.</param>
/// <param name="Seq">Its position in the log.</param>
/// <param name="Traceparent">Where its publisher stood in its trace; left out when it did not say so.</param>
internal sealed record ReactionResponse(
    ReactionId Id,
    ExperimentId ExperimentId,
    AgentId AgentId,
    RawJson Payload,
    DateTimeOffset CreatedAt,
    Seq Seq,
    string? Traceparent = null);

/// <summary>A part of an experiment's reactions.</summary>
/// <param name="Reactions">Newest first; after a seq oldest first.</param>
/// <param name="Count">How many there are in this answer.</param>
/// <param name="LastSeq">The log's head.</param>
internal sealed record ReactionsResponse(IReadOnlyList<ReactionResponse> Reactions, int Count, Seq LastSeq);

/// <summary>What became of many reactions.</summary>
/// <param name="Accepted">How many were new and are now in the log.</param>
/// <param name="Duplicates">How many were there already, by their ids.</param>
/// <param name="FirstSeq">The first new reaction's seq; none when nothing was new.</param>
/// <param name="LastSeq">The last new reaction's seq; none when nothing was new.</param>
internal sealed record BatchResponse(long Accepted, long Duplicates, Seq? FirstSeq, Seq? LastSeq);
