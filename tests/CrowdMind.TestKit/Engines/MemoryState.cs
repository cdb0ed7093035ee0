using System.Collections.Immutable;
using CrowdMind.Agents;
using CrowdMind.Experiments;
using CrowdMind.Logs;

namespace CrowdMind.TestKit.Engines;

/// <summary>Everything that is committed, at one moment.</summary>
internal sealed record MemoryState(
    ImmutableDictionary<ExperimentId, StoredLog> Logs, ImmutableDictionary<AgentId, Agent> Agents)
{
    public static MemoryState Empty { get; } =
        new(ImmutableDictionary<ExperimentId, StoredLog>.Empty, ImmutableDictionary<AgentId, Agent>.Empty);

    public MemoryState With(StoredLog log) => this with { Logs = Logs.SetItem(log.Experiment.Id, log) };
}

/// <summary>An experiment with its log.</summary>
internal sealed record StoredLog(
    Experiment Experiment,
    ImmutableList<StoredEvent> Events,
    ImmutableDictionary<ReactionId, Seq> Places,
    DateTimeOffset LastAt)
{
    public StoredLog(Experiment experiment)
        : this(experiment, [], ImmutableDictionary<ReactionId, Seq>.Empty, DateTimeOffset.MinValue)
    {
    }

    public Seq Head => new(Events.Count);

    public StoredLog Add(EventFacts facts, ReadOnlyMemory<byte> body) => this with
    {
        Experiment = Experiment with { LastSeq = facts.Seq },
        Events = Events.Add(new StoredEvent(facts, body)),
        Places = facts.Type == EventType.ReactionCreated ? Places.Add(facts.ReactionId, facts.Seq) : Places,
        LastAt = facts.At,
    };
}

/// <summary>An event as it is kept.</summary>
internal sealed record StoredEvent(EventFacts Facts, ReadOnlyMemory<byte> Body);
