using CrowdMind.Experiments;
using CrowdMind.Logs;

namespace CrowdMind.TestKit.Engines;

/// <summary>Logs in memory: the contract of the port and nothing else.</summary>
internal sealed class MemoryLog(MemoryData data, TimeProvider time) : IExperimentLog
{
    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(
        IReadOnlyList<AppendRequest> requests, CancellationToken cancellationToken) =>
        data.CommitAsync(state =>
        {
            var outcomes = new AppendOutcome[requests.Count];
            for (var i = 0; i < outcomes.Length; i++)
                (state, outcomes[i]) = Append(state, requests[i]);
            return (state, (IReadOnlyList<AppendOutcome>)outcomes);
        });

    public Task<EventBatch?> ReadAfterAsync(ExperimentId experimentId, Seq after, CancellationToken cancellationToken)
    {
        var builder = new EncodedEventsBuilder(experimentId, Limits.PageBytes);
        foreach (var one in EventsOf(experimentId, after))
        {
            var full = builder.Count > 0 && builder.Bytes + one.Body.Length > Limits.PageBytes;
            if (full || builder.Count == Limits.PageEvents)
                break;
            builder.Add(one.Facts, one.Body.Span);
        }

        return Task.FromResult(builder.Count == 0 ? null : builder.ToBatch());
    }

    public Task<EncodedEvents> ReadReactionsAfterAsync(
        ExperimentId experimentId, Seq after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(Encode(experimentId, EventsOf(experimentId, after).Where(IsReaction).Take(limit)));

    public Task<EncodedEvents> ReadLatestReactionsAsync(
        ExperimentId experimentId, Slice slice, CancellationToken cancellationToken)
    {
        var newestFirst = EventsOf(experimentId, Seq.Zero).Where(IsReaction).Reverse();
        return Task.FromResult(Encode(experimentId, newestFirst.Skip(slice.Offset).Take(slice.Limit)));
    }

    public Task<IReadOnlyDictionary<ExperimentId, Seq>> ReadHeadsAsync(
        IReadOnlyCollection<ExperimentId> experimentIds, CancellationToken cancellationToken)
    {
        var logs = data.State.Logs;
        var known = experimentIds.Where(logs.ContainsKey).Distinct();
        return Task.FromResult<IReadOnlyDictionary<ExperimentId, Seq>>(known.ToDictionary(id => id, id => logs[id].Head));
    }

    private static bool IsReaction(StoredEvent one) => one.Facts.Type == EventType.ReactionCreated;

    private static EncodedEvents Encode(ExperimentId experimentId, IEnumerable<StoredEvent> events)
    {
        var builder = new EncodedEventsBuilder(experimentId, 1024);
        foreach (var one in events)
            builder.Add(one.Facts, one.Body.Span);
        return builder.ToEvents();
    }

    private IEnumerable<StoredEvent> EventsOf(ExperimentId id, Seq after)
    {
        if (!data.State.Logs.TryGetValue(id, out var log))
            yield break;
        for (var index = (int)Math.Min(after.Value, log.Events.Count); index < log.Events.Count; index++)
            yield return log.Events[index];
    }

    private (MemoryState, AppendOutcome) Append(MemoryState state, AppendRequest request)
    {
        if (!state.Logs.TryGetValue(request.ExperimentId, out var log))
            return (state, new AppendOutcome.ExperimentNotFound());
        var now = time.Now();
        var at = now > log.LastAt ? now : log.LastAt;
        return request switch
        {
            AppendRequest.Reactions reactions => AppendReactions(state, log, reactions.Drafts, at),
            AppendRequest.StatusChange change => ChangeStatus(state, log, change.Status, at),
            _ => throw new InvalidOperationException($"Not a request this log knows: {request.GetType().Name}."),
        };
    }

    private static (MemoryState, AppendOutcome) AppendReactions(
        MemoryState state, StoredLog log, IReadOnlyList<ReactionDraft> drafts, DateTimeOffset at)
    {
        for (var i = 0; i < drafts.Count; i++)
        {
            if (log.Places.ContainsKey(drafts[i].Id))
                continue;
            if (log.Experiment.Status == ExperimentStatus.Stopped)
                return (state, new AppendOutcome.ExperimentStopped());
            if (!state.Agents.ContainsKey(drafts[i].AgentId))
                return (state, new AppendOutcome.AgentNotFound(i, drafts[i].AgentId));
        }

        var appended = new AppendedReaction[drafts.Count];
        for (var i = 0; i < drafts.Count; i++)
        {
            var draft = drafts[i];
            var duplicate = log.Places.TryGetValue(draft.Id, out var seq);
            if (!duplicate)
            {
                seq = log.Head.Next;
                log = log.Add(new EventFacts(seq, EventType.ReactionCreated, at, draft.Id, draft.AgentId, draft.TraceParent), draft.Payload);
            }

            appended[i] = new AppendedReaction(seq, duplicate);
        }

        return (state.With(log), new AppendOutcome.Appended(appended, at));
    }

    private static (MemoryState, AppendOutcome) ChangeStatus(
        MemoryState state, StoredLog log, ExperimentStatus status, DateTimeOffset at)
    {
        if (!log.Experiment.Status.MayBecome(status))
            return (state, new AppendOutcome.StatusConflict(log.Experiment.Status));
        var after = log.Experiment.Become(status, at, log.Head.Next);
        var body = ExperimentJson.Write(after);
        log = log.Add(new EventFacts(after.LastSeq, EventTypes.Reporting(status), at), body) with { Experiment = after };
        return (state.With(log), new AppendOutcome.StatusChanged(after, body, at));
    }
}
