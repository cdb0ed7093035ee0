using CrowdMind.Backplanes;
using CrowdMind.Logs;

namespace CrowdMind.Recording;

/// <summary>Turns what a commit appended into one batch for each experiment that somebody listens to.</summary>
internal static class FreshBatches
{
    /// <summary>Publishes what was appended.</summary>
    /// <param name="requests">What was asked for.</param>
    /// <param name="outcomes">What became of it.</param>
    /// <param name="arrivedAt">When the first of the requests came.</param>
    /// <param name="backplane">Where to.</param>
    /// <returns>The experiments whose listeners cannot take more yet, each with the task that ends with it.</returns>
    public static IReadOnlyDictionary<ExperimentId, Task> Publish(
        IReadOnlyList<AppendRequest> requests, IReadOnlyList<AppendOutcome> outcomes, long arrivedAt, IBackplane backplane)
    {
        // Asked once an experiment and commit: a listener that comes in between must not leave a gap in the batch.
        var builders = new Dictionary<ExperimentId, EncodedEventsBuilder?>();
        for (var i = 0; i < requests.Count; i++)
        {
            var experimentId = requests[i].ExperimentId;
            if (!builders.TryGetValue(experimentId, out var builder))
                builders[experimentId] = builder = backplane.Wants(experimentId) ? new(experimentId, requests[i].Bytes + 1024) : null;
            if (builder is not null)
                Add(builder, requests[i], outcomes[i]);
        }

        var congested = new Dictionary<ExperimentId, Task>();
        foreach (var (experimentId, builder) in builders)
        {
            if (builder is { Count: > 0 } && backplane.Publish(builder.ToBatch(arrivedAt)) is { IsCompleted: false } room)
                congested[experimentId] = room;
        }

        return congested;
    }

    private static void Add(EncodedEventsBuilder builder, AppendRequest request, AppendOutcome outcome)
    {
        switch (request, outcome)
        {
            case (AppendRequest.Reactions reactions, AppendOutcome.Appended appended):
                AddReactions(builder, reactions.Drafts, appended);
                break;
            case (AppendRequest.StatusChange change, AppendOutcome.StatusChanged changed):
                var type = EventTypes.Reporting(change.Status);
                builder.Add(new EventFacts(changed.Experiment.LastSeq, type, changed.At), changed.Body.Span);
                break;
        }
    }

    private static void AddReactions(
        EncodedEventsBuilder builder, IReadOnlyList<ReactionDraft> drafts, AppendOutcome.Appended appended)
    {
        for (var i = 0; i < drafts.Count; i++)
        {
            var (seq, duplicate) = appended.Reactions[i];
            if (duplicate)
                continue;
            var draft = drafts[i];
            var facts = new EventFacts(seq, EventType.ReactionCreated, appended.At, draft.Id, draft.AgentId, draft.TraceParent);
            builder.Add(facts, draft.Payload.Span);
        }
    }
}
