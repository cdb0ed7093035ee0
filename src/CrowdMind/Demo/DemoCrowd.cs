using CrowdMind.Agents;
using CrowdMind.Experiments;
using CrowdMind.Logs;
using CrowdMind.Randomness;
using CrowdMind.Recording;

namespace CrowdMind.Demo;

/// <summary>
/// A small crowd for whoever has none yet. It publishes as all publishers do, into an experiment that is the same at every
/// start: a later one goes on where the log ended, or anew when it was full.
/// </summary>
/// <param name="experiments">Where its experiment is kept.</param>
/// <param name="agents">Where its agents are kept.</param>
/// <param name="writer">What appends its reactions.</param>
/// <param name="time">Its clock.</param>
public sealed class DemoCrowd(IExperimentStore experiments, IAgentStore agents, LogWriter writer, TimeProvider time)
{
    /// <summary>What the experiment is called.</summary>
    public const string Name = "Demo: an evening at the stadium";

    private const double TickSeconds = 0.2;

    private readonly List<Visitor> _visitors = [.. Visitor.All];
    private readonly Match _match = new();
    private Draws _draws;

    /// <summary>The demo's experiment.</summary>
    public static ExperimentId ExperimentId { get; } = new(new Guid(0, 0, 0x7000, 0x80, 0, 0, 0, 0, 0xDE, 0x30, 0));

    /// <summary>Its agents.</summary>
    public static IReadOnlyList<AgentId> AgentIds { get; } = [.. Visitor.All.Select(visitor => visitor.Id)];

    /// <summary>Makes what is not there yet, and starts the experiment.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        foreach (var visitor in _visitors)
        {
            if (await agents.FindAsync(visitor.Id, cancellationToken) is null)
                await agents.AddAsync(visitor.AsAgent(time.Now()), cancellationToken);
        }

        var experiment = await FindAsync(cancellationToken) ?? await AddAsync(cancellationToken);
        _draws = new Draws(seed: 1, experiment.LastSeq.Value, stream: 1);
        if (experiment.Status != ExperimentStatus.Running)
            await writer.AppendAsync(new AppendRequest.StatusChange(ExperimentId, ExperimentStatus.Running), cancellationToken);
    }

    /// <summary>Reacts until it has reason to end; while the experiment is stopped the crowd is silent.</summary>
    public async Task<DemoEnd> ReactAsync(CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(TickSeconds), time);
        var due = 0.0;
        while (await ticks.WaitForNextTickAsync(cancellationToken))
        {
            _match.Passes(TickSeconds, ref _draws);
            due += _match.Rate * TickSeconds;
            if (due >= 1 && await SayAsync((int)due, cancellationToken) is { } end)
                return end;
            due -= (int)due;
        }

        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>The experiment of an earlier start. A full one has had its time and is deleted.</summary>
    private async Task<Experiment?> FindAsync(CancellationToken cancellationToken)
    {
        var found = await experiments.FindAsync(ExperimentId, cancellationToken);
        if (found is null || found.LastSeq.Value < Limits.DemoEvents)
            return found;
        await experiments.DeleteAsync(ExperimentId, cancellationToken);
        return null;
    }

    private async Task<Experiment> AddAsync(CancellationToken cancellationToken)
    {
        // What a crash in the middle of its deletion left would be taken for the new one's.
        await experiments.FinishDeletionsAsync(cancellationToken);
        var scenario = new RawJson("""{"place":"stadium","about":"Made by --demo. Nobody is really there."}""");
        var experiment = new Experiment(
            ExperimentId, Name, ExperimentStatus.Draft, scenario, StartedAt: null, EndedAt: null, time.Now(), Seq.Zero);
        await experiments.AddAsync(experiment, cancellationToken);
        return experiment;
    }

    private async Task<DemoEnd?> SayAsync(int count, CancellationToken cancellationToken)
    {
        var drafts = new List<ReactionDraft>(count);
        for (var n = 0; n < count; n++)
        {
            var visitor = _visitors[(int)_draws.Below((uint)_visitors.Count)];
            drafts.Add(new ReactionDraft(ReactionId.New(time), visitor.Id, visitor.React(_match.Feeling, ref _draws)));
        }

        switch (await AppendAsync(new AppendRequest.Reactions(ExperimentId, drafts), cancellationToken))
        {
            case AppendOutcome.Appended appended when appended.Reactions[^1].Seq.Value >= Limits.DemoEvents:
                await AppendAsync(new AppendRequest.StatusChange(ExperimentId, ExperimentStatus.Stopped), cancellationToken);
                return DemoEnd.Full;
            case AppendOutcome.ExperimentNotFound:
                return DemoEnd.ExperimentDeleted;
            case AppendOutcome.AgentNotFound gone:
                _visitors.RemoveAll(visitor => visitor.Id == gone.AgentId);
                return _visitors.Count == 0 ? DemoEnd.NobodyLeft : null;
            default:
                return null;
        }
    }

    /// <summary>Null when the database did not take it: what a demo says once need not be said again.</summary>
    private async Task<AppendOutcome?> AppendAsync(AppendRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.AppendAsync(request, cancellationToken);
        }
        catch (LogUnavailableException)
        {
            return null;
        }
    }
}
