namespace CrowdMind.Logs;

/// <summary>
/// The durable, ordered events of experiments. The database behind it is the truth; everything live only hurries.
/// <list type="number">
/// <item>Requests appended together are committed in one transaction, in their order; when the call returns they are
/// synced to disk. When it throws, what it would have appended may or may not be there; publishing again with the same
/// reaction ids is safe.</item>
/// <item>The seqs of a log are 1..head without a gap, in commit order, whoever appends and whatever crashes. The drafts
/// of one request get consecutive seqs.</item>
/// <item>A request is appended whole or not at all, and its refusal changes nothing for the others.</item>
/// <item>A reaction id is appended once in its experiment; appended again it is a duplicate and keeps its first seq.</item>
/// <item>The time of an event never goes back along seq, whatever the clocks of those who append.</item>
/// <item>Reading never waits for appending, and sees only what is committed.</item>
/// </list>
/// </summary>
public interface IExperimentLog
{
    /// <summary>Appends several requests in one commit.</summary>
    /// <returns>One outcome for each request, in their order.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    Task<IReadOnlyList<AppendOutcome>> AppendAsync(
        IReadOnlyList<AppendRequest> requests, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the page of events that follows a place: at most <see cref="Limits.PageEvents"/> and, from the second event
    /// on, about <see cref="Limits.PageBytes"/>.
    /// </summary>
    /// <returns>The page, or null when nothing follows or there is no such experiment.</returns>
    Task<EventBatch?> ReadAfterAsync(ExperimentId experimentId, Seq after, CancellationToken cancellationToken);

    /// <summary>Reads reactions, without other events, oldest first from after a place.</summary>
    Task<EncodedEvents> ReadReactionsAfterAsync(
        ExperimentId experimentId, Seq after, int limit, CancellationToken cancellationToken);

    /// <summary>Reads reactions, without other events, newest first.</summary>
    Task<EncodedEvents> ReadLatestReactionsAsync(
        ExperimentId experimentId, Slice slice, CancellationToken cancellationToken);

    /// <summary>Reads the heads of several logs; an experiment that is not there is left out.</summary>
    Task<IReadOnlyDictionary<ExperimentId, Seq>> ReadHeadsAsync(
        IReadOnlyCollection<ExperimentId> experimentIds, CancellationToken cancellationToken);
}
