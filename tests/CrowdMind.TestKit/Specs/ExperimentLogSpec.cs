using System.Text;
using CrowdMind.Agents;
using CrowdMind.Experiments;
using CrowdMind.Logs;
using CrowdMind.TestKit.Engines;

namespace CrowdMind.TestKit.Specs;

/// <summary>
/// What every engine owes those who write and read logs: the numbered contract of <see cref="IExperimentLog"/>, and the
/// invariants I1, I2 and I6. An engine's test class inherits it, opens the engine, and adds what is that engine's own.
/// </summary>
public abstract partial class ExperimentLogSpec : IAsyncLifetime
{
    private static readonly TimeSpan TestWithin = TimeSpan.FromSeconds(60);

    /// <summary>The clock of the engine that the test starts with.</summary>
    protected ManualTime Clock { get; } = new();

    /// <summary>The engine under test.</summary>
    protected ILogEngine Engine { get; private set; } = null!; // Set before each test.

    /// <summary>The log under test.</summary>
    protected IExperimentLog Log => Engine.Log;

    /// <summary>This test's experiment, a draft without events.</summary>
    protected ExperimentId Experiment { get; private set; }

    /// <summary>An agent that may react.</summary>
    protected AgentId Agent { get; private set; }

    /// <summary>Ends with the test's deadline.</summary>
    protected CancellationToken Stop { get; } = new CancellationTokenSource(TestWithin).Token;

    /// <summary>
    /// Opens the engine on this test's data, which is empty at first. Called again for a second instance beside the first,
    /// and after the first was closed.
    /// </summary>
    protected abstract Task<ILogEngine> OpenAsync(TimeProvider time);

    /// <inheritdoc/>
    public virtual async Task InitializeAsync()
    {
        Engine = await OpenAsync(Clock);
        Agent = await AddAgentAsync();
        Experiment = await AddExperimentAsync();
    }

    /// <inheritdoc/>
    public virtual async Task DisposeAsync() => await Engine.DisposeAsync();

    /// <summary>Closes the engine and opens it again on the same data.</summary>
    protected async Task ReopenAsync()
    {
        await Engine.DisposeAsync();
        Engine = await OpenAsync(Clock);
    }

    /// <summary>Adds a draft.</summary>
    protected async Task<ExperimentId> AddExperimentAsync(string name = "evacuation", ExperimentId? id = null)
    {
        var made = id ?? ExperimentId.New(Clock);
        var experiment = new Experiment(
            made, name, ExperimentStatus.Draft, new RawJson("""{"exits": 2}"""), null, null, Clock.Now(), Seq.Zero);
        await Engine.Experiments.AddAsync(experiment, Stop);
        return made;
    }

    /// <summary>Adds an agent.</summary>
    protected async Task<AgentId> AddAgentAsync(string name = "walker")
    {
        var agent = new Agent(AgentId.New(Clock), name, AgentType.Digital, new RawJson("{}"), Clock.Now());
        await Engine.Agents.AddAsync(agent, Stop);
        return agent.Id;
    }

    /// <summary>A reaction of the test's agent.</summary>
    protected ReactionDraft Draft(string payload = "{}", ReactionId? id = null) =>
        new(id ?? ReactionId.New(Clock), Agent, Encoding.UTF8.GetBytes(payload));

    /// <summary>That many reactions of the test's agent.</summary>
    protected ReactionDraft[] Drafts(int count, string payload = "{}") =>
        [.. Enumerable.Range(0, count).Select(_ => Draft(payload))];

    /// <summary>A request for the test's experiment.</summary>
    protected AppendRequest React(params ReactionDraft[] drafts) => new AppendRequest.Reactions(Experiment, drafts);

    /// <summary>A request to start the test's experiment.</summary>
    protected AppendRequest Started() => new AppendRequest.StatusChange(Experiment, ExperimentStatus.Running);

    /// <summary>A request to stop the test's experiment.</summary>
    protected AppendRequest Stopped() => new AppendRequest.StatusChange(Experiment, ExperimentStatus.Stopped);

    /// <summary>Appends requests in one commit.</summary>
    protected Task<IReadOnlyList<AppendOutcome>> CommitAsync(params AppendRequest[] requests) =>
        Log.AppendAsync(requests, Stop);

    /// <summary>Appends one request.</summary>
    protected async Task<AppendOutcome> AppendAsync(AppendRequest request) => Assert.Single(await CommitAsync(request));

    /// <summary>Appends one request of reactions, which must be taken.</summary>
    protected async Task<AppendOutcome.Appended> ReactAsync(params ReactionDraft[] drafts) =>
        Assert.IsType<AppendOutcome.Appended>(await AppendAsync(React(drafts)));

    /// <summary>The seq at which a lone reaction was appended, or was already.</summary>
    protected static AppendedReaction Only(AppendOutcome outcome) =>
        Assert.Single(Assert.IsType<AppendOutcome.Appended>(outcome).Reactions);

    /// <summary>The whole log, page by page; fails unless its seqs are 1..head.</summary>
    protected async Task<IReadOnlyList<EncodedEvent>> ReadAllAsync(ExperimentId? experimentId = null)
    {
        var id = experimentId ?? Experiment;
        var events = new List<EncodedEvent>();
        while (await Log.ReadAfterAsync(id, new Seq(events.Count), Stop) is { } page)
            events.AddRange(Events(page));
        Assert.Equal(Enumerable.Range(1, events.Count).Select(seq => (long)seq), events.Select(one => one.Seq.Value));
        Assert.Equal(events.Count, (await HeadAsync(id)).Value);
        return events;
    }

    /// <summary>The head that the log reports.</summary>
    protected async Task<Seq> HeadAsync(ExperimentId? experimentId = null) =>
        Assert.Single(await Log.ReadHeadsAsync([experimentId ?? Experiment], Stop)).Value;

    /// <summary>The events, to be counted and searched.</summary>
    protected static IEnumerable<EncodedEvent> Events(EncodedEvents events) =>
        Enumerable.Range(0, events.Count).Select(index => events[index]);

    /// <summary>Bytes as text.</summary>
    protected static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    /// <summary>The payloads, oldest first.</summary>
    protected async Task<IEnumerable<string>> PayloadsAsync(ExperimentId? experimentId = null) =>
        (await ReadAllAsync(experimentId)).Select(one => Text(one.Payload));
}
