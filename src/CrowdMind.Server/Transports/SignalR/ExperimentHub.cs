using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using CrowdMind.Datasets;
using CrowdMind.Experiments;
using CrowdMind.Feeds;
using CrowdMind.Logs;
using CrowdMind.Recording;
using CrowdMind.Server.Access;
using CrowdMind.Server.Admission;
using CrowdMind.Server.Wire;
using CrowdMind.Watches;
using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>The SignalR hub of experiments. A connection may join many.</summary>
/// <param name="feeds">The way to follow logs.</param>
/// <param name="writer">The way to write them.</param>
/// <param name="log">Where the first of a duplicate is read.</param>
/// <param name="experiments">What is joined.</param>
/// <param name="datasets">What is watched.</param>
/// <param name="publishing">How reactions are read.</param>
/// <param name="rates">How fast they may come.</param>
/// <param name="watches">The way to watch agents.</param>
/// <param name="answers">Where clients reach the server.</param>
/// <param name="renewal">The way to go on with another credential.</param>
/// <param name="time">The clock.</param>
internal sealed class ExperimentHub(
    FeedRegistry feeds,
    LogWriter writer,
    IExperimentLog log,
    IExperimentStore experiments,
    IDatasetStore datasets,
    Publishing publishing,
    PublishRates rates,
    AgentWatches watches,
    BootAnswers answers,
    HubRenewal renewal,
    TimeProvider time) : Hub
{
    /// <summary>The SignalR group of an experiment's connections, for what is fleeting; events come by cursor.</summary>
    public static string GroupOf(ExperimentId experimentId) => $"experiment:{experimentId}";

    /// <summary>Sends this connection the experiment's events, from its head or after a seq. Joining again starts anew.</summary>
    /// <returns>The experiment and its head.</returns>
    [Requires(Permission.Follow)]
    public async Task<HubJoined> JoinExperiment(string experimentId, long? after)
    {
        var id = ParseId(experimentId);
        var subscription = await SubscribeAsync(id, ParseAfter(after), Context.ConnectionAborted);
        if (await experiments.FindAsync(id, Context.ConnectionAborted) is not { } experiment)
        {
            subscription.Dispose();
            throw HubRefusals.From(Problem.ExperimentNotFound(id));
        }

        var connection = HubConnection.Of(Context);
        if (!connection.Join(id, subscription))
            throw HubRefusals.From(Problem.TooManyJoined());
        await renewal.EnsureAsync(connection, Permission.Follow, id.ToString());
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(id));
        subscription.Start(new HubSink(connection.Context, id));
        return new HubJoined(experiment, subscription.Head);
    }

    /// <summary>Stops the experiment's events for this connection.</summary>
    [Requires(Permission.Connect)]
    public async Task LeaveExperiment(string experimentId)
    {
        var id = ParseId(experimentId);
        HubConnection.Of(Context).Leave(id);
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, GroupOf(id));
    }

    /// <summary>Publishes a reaction; answered when it is on the disk. The same id again answers the first one.</summary>
    [Requires(Permission.Publish)]
    public async Task<RawJson> PublishReaction(JsonElement reaction)
    {
        var message = publishing.Read(JsonMarshal.GetRawUtf8Value(reaction).ToArray());
        var connection = HubConnection.Of(Context);
        if (ReactionReader.Check(message, experimentId: null, connection.Session.Caller) is { } problem)
            throw HubRefusals.From(problem);
        var experimentId = message.ExperimentId!.Value;
        if (rates.Take(connection.Party, experimentId, reactions: 1) is { IsNow: false } turn)
            throw HubRefusals.From(Problem.From(turn));
        var draft = publishing.Draft(message);
        try
        {
            var request = new AppendRequest.Reactions(experimentId, [draft]);
            return await writer.AppendAsync(request, Context.ConnectionAborted) switch
            {
                AppendOutcome.Appended { Reactions: [{ Duplicate: false, Seq: var seq }], At: var at } =>
                    RawJson.FromUtf8(ReactionJson.Write(experimentId, draft, seq, at)),
                AppendOutcome.Appended { Reactions: [{ Seq: var first }] } => await FirstAsync(experimentId, first),
                var outcome => throw HubRefusals.From(Problem.From(outcome, experimentId)),
            };
        }
        catch (LogUnavailableException)
        {
            throw HubRefusals.From(Problem.DatabaseUnavailable());
        }
        catch (ObjectDisposedException)
        {
            throw HubRefusals.From(Problem.Draining());
        }
    }

    /// <summary>Tells this connection how far the dataset's jobs are, now and then while there are any.</summary>
    [Requires(Permission.Read)]
    public async Task WatchDataset(string datasetId)
    {
        var id = ParseDataset(datasetId);
        if (await datasets.FindAsync(id, Context.ConnectionAborted) is null)
            throw HubRefusals.From(Problem.DatasetNotFound(id));
        if (HubConnection.Of(Context).Watch(id) == false)
            throw HubRefusals.From(Problem.TooManyWatched());
        await Groups.AddToGroupAsync(Context.ConnectionId, DatasetWatchers.GroupOf(id));
    }

    /// <summary>Ends that.</summary>
    [Requires(Permission.Connect)]
    public async Task UnwatchDataset(string datasetId)
    {
        var id = ParseDataset(datasetId);
        HubConnection.Of(Context).Unwatch(id);
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, DatasetWatchers.GroupOf(id));
    }

    /// <summary>
    /// Tells this connection which model the agent is to run and where it takes part, what it reports, and each change.
    /// Watching again tells it anew.
    /// </summary>
    [Requires(Permission.ReadAgent)]
    public async Task WatchAgent(string agentId)
    {
        var id = ParseAgent(agentId);
        var outcome = await watches.WatchAsync(id, Context.ConnectionAborted);
        if (outcome is not WatchOutcome.Watching(var watch))
            throw HubRefusals.From(outcome is WatchOutcome.Draining ? Problem.Draining() : Problem.AgentNotFound(id));
        var connection = HubConnection.Of(Context);
        if (!connection.Watch(watch))
        {
            watch.Dispose();
            throw HubRefusals.From(Problem.TooManyWatchedAgents());
        }

        var request = Context.GetHttpContext()?.Request ?? throw new InvalidOperationException("The connection has no request.");
        watch.Start(new HubAgentSink(connection.Context, id, answers.AddressOf(request), time));
    }

    /// <summary>Ends that.</summary>
    [Requires(Permission.Connect)]
    public void UnwatchAgent(string agentId) => HubConnection.Of(Context).Unwatch(ParseAgent(agentId));

    /// <summary>
    /// Streams the experiment's events as arrays, as fast as they are taken. Ends when the experiment is stopped and
    /// everything up to that was sent.
    /// </summary>
    [Requires(Permission.Follow)]
    public async IAsyncEnumerable<HubEvents> Watch(
        string experimentId, long? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var id = ParseId(experimentId);
        using var subscription = await SubscribeAsync(id, ParseAfter(after), cancellationToken);
        var connection = HubConnection.Of(Context);
        if (!connection.Stream(id, subscription))
            throw HubRefusals.From(Problem.TooManyJoined());
        try
        {
            await renewal.EnsureAsync(connection, Permission.Follow, id.ToString());
            var sink = new WatchSink();
            subscription.Start(sink);
            await foreach (var batch in sink.ReadAsync(cancellationToken))
            {
                yield return new HubEvents(batch);
                if (batch.EndsStopped && !await feeds.ReachesBeyondAsync(id, batch.Last))
                    yield break;
            }
        }
        finally
        {
            connection.EndStream(subscription);
        }
    }

    /// <summary>Goes on with another credential; what it does not allow ends. One that is not good changes nothing.</summary>
    /// <returns>When it ends.</returns>
    [Requires(Permission.Connect)]
    public Task<HubAuthenticated> Authenticate(string token) =>
        renewal.RenewAsync(HubConnection.Of(Context), token, Context.ConnectionAborted);

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        HubConnection.Of(Context).Dispose();
        return base.OnDisconnectedAsync(exception);
    }

    private async Task<RawJson> FirstAsync(ExperimentId experimentId, Seq seq)
    {
        var found = await log.ReadReactionsAfterAsync(experimentId, seq + -1, limit: 1, Context.ConnectionAborted);
        return found.Count == 1
            ? RawJson.FromUtf8(ReactionJson.Write(found[0]))
            : throw HubRefusals.From(Problem.ExperimentNotFound(experimentId));
    }

    private async Task<Subscription> SubscribeAsync(ExperimentId id, Seq? after, CancellationToken cancellationToken) =>
        await feeds.SubscribeAsync(id, after, cancellationToken) switch
        {
            SubscribeOutcome.Subscribed subscribed => subscribed.Subscription,
            var outcome => throw HubRefusals.From(Problem.From(outcome, id)),
        };

    private static ExperimentId ParseId(string? text) =>
        PathValues.TryId<ExperimentId>(text, "experimentId", out var id, out var problem) ? id : throw HubRefusals.From(problem!);

    private static DatasetId ParseDataset(string? text) =>
        PathValues.TryId<DatasetId>(text, "datasetId", out var id, out var problem) ? id : throw HubRefusals.From(problem!);

    private static AgentId ParseAgent(string? text) =>
        PathValues.TryId<AgentId>(text, "agentId", out var id, out var problem) ? id : throw HubRefusals.From(problem!);

    private static Seq? ParseAfter(long? after) => after switch
    {
        null => null,
        >= 0 => new Seq(after.Value),
        _ => throw HubRefusals.From(Problem.Invalid("after", $"'{after}' is not a seq; it is a whole number from 0 up.")),
    };
}

/// <summary>What joining answers.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Head">The head of its log when it was joined; what comes is after it, or after what was asked for.</param>
internal sealed record HubJoined(Experiment Experiment, Seq Head);
