using CrowdMind.Logs;
using Npgsql;
using NpgsqlTypes;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>
/// The reactions of several requests as columns, and the one call that appends them (<c>append_reactions</c> in the
/// migrations says what each column is). In one call no id comes in two requests for the same log.
/// </summary>
internal sealed class PostgresReactions : PostgresCommit.IPart
{
    private readonly IReadOnlyList<AppendRequest.Reactions> _requests;
    private readonly Guid[] _logs;
    private readonly int[] _logSizes;
    private readonly int[] _draftLogs, _draftRequests, _draftPlaces;
    private readonly Guid[] _ids, _agentIds, _agents;
    private readonly ReadOnlyMemory<byte>[] _bodies;
    private readonly bool _twins;

    // Empty as long as no draft has one.
    private readonly string?[] _traceParents = [];

    /// <summary>Lays the drafts out as columns.</summary>
    /// <param name="requests">At least one, each of at least one draft.</param>
    /// <param name="distinctIds">How many ids they hold, each log counted for itself.</param>
    public PostgresReactions(IReadOnlyList<AppendRequest.Reactions> requests, int distinctIds)
    {
        var count = requests.Sum(request => request.Drafts.Count);
        _requests = requests;
        _logs = [.. requests.Select(request => request.ExperimentId.Value).Distinct().Order()];
        _logSizes = new int[_logs.Length];
        (_draftLogs, _draftRequests, _draftPlaces) = (new int[count], new int[count], new int[count]);
        (_ids, _agentIds, _bodies) = (new Guid[count], new Guid[count], new ReadOnlyMemory<byte>[count]);
        _twins = distinctIds < count;
        var agents = new HashSet<Guid>();
        for (int request = 0, draft = 0; request < requests.Count; request++)
        {
            var log = Array.BinarySearch(_logs, requests[request].ExperimentId.Value);
            foreach (var (id, agentId, payload, traceParent) in requests[request].Drafts)
            {
                if (!traceParent.IsNone)
                {
                    _traceParents = _traceParents is [] ? new string?[count] : _traceParents;
                    _traceParents[draft] = traceParent.ToString();
                }

                (_draftLogs[draft], _draftRequests[draft], _draftPlaces[draft]) = (log + 1, request + 1, ++_logSizes[log]);
                (_ids[draft], _agentIds[draft], _bodies[draft++]) = (id.Value, agentId.Value, payload);
                agents.Add(agentId.Value);
            }
        }

        _agents = [.. agents];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AppendOutcome>> RunAsync(
        NpgsqlConnection connection, PostgresCommit commit, Guid writer, CancellationToken cancellationToken)
    {
        await using var command = PostgresSql.Command(connection, "AppendReactions")
            .With(writer).With(commit.Id).With(commit.Now)
            .With(_logs).With(_logSizes)
            .With(_draftLogs).With(_draftRequests).With(_draftPlaces)
            .With(_ids).With(_agentIds);
        command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>[]>
        {
            TypedValue = _bodies,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Json,
        });
        command.With(_agents).With(_twins).With(_traceParents);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var outcomes = reader.IsDBNull(2) ? AllAppended(reader) : EachForItself(reader);

        // The rows come before the commit; only the end of the answer says that it is done.
        await reader.NextResultAsync(cancellationToken);
        return outcomes;
    }

    private AppendOutcome[] AllAppended(NpgsqlDataReader answer)
    {
        var heads = answer.GetFieldValue<long[]>(0);
        var times = answer.GetFieldValue<DateTime[]>(1);
        var draft = 0;
        return Outcomes(request =>
        {
            var log = _draftLogs[draft] - 1;
            var reactions = new AppendedReaction[request.Drafts.Count];
            for (var i = 0; i < reactions.Length; i++)
                reactions[i] = new AppendedReaction(new Seq(heads[log] + _draftPlaces[draft++]), Duplicate: false);
            return new AppendOutcome.Appended(reactions, PostgresRows.ToInstant(times[log]));
        });
    }

    private AppendOutcome[] EachForItself(NpgsqlDataReader answer)
    {
        var seqs = answer.GetFieldValue<long[]>(2);
        var times = answer.GetFieldValue<DateTime[]>(3);
        var refusals = Refusals(answer);
        var (index, first) = (0, 0);
        return Outcomes(request =>
        {
            var from = first;
            first += request.Drafts.Count;
            if (refusals.TryGetValue(++index, out var refusal))
                return Refused(request, refusal.Reason, refusal.Culprit - 1 - from);
            var reactions = new AppendedReaction[request.Drafts.Count];
            for (var i = 0; i < reactions.Length; i++)
                reactions[i] = new AppendedReaction(new Seq(Math.Abs(seqs[from + i])), Duplicate: seqs[from + i] < 0);
            var told = Math.Max(0, Array.FindIndex(reactions, reaction => !reaction.Duplicate));
            return new AppendOutcome.Appended(reactions, PostgresRows.ToInstant(times[from + told]));
        });
    }

    private AppendOutcome[] Outcomes(Func<AppendRequest.Reactions, AppendOutcome> outcome)
    {
        var outcomes = new AppendOutcome[_requests.Count];
        for (var i = 0; i < outcomes.Length; i++)
            outcomes[i] = outcome(_requests[i]);
        return outcomes;
    }

    private static Dictionary<int, (int Reason, int Culprit)> Refusals(NpgsqlDataReader answer)
    {
        if (answer.IsDBNull(4))
            return [];
        var (reasons, culprits) = (answer.GetFieldValue<int[]>(5), answer.GetFieldValue<int[]>(6));
        return answer.GetFieldValue<int[]>(4)
            .Select((request, i) => (request, refusal: (reasons[i], culprits[i])))
            .ToDictionary(one => one.request, one => one.refusal);
    }

    private static AppendOutcome Refused(AppendRequest.Reactions request, int reason, int culprit) => reason switch
    {
        1 => new AppendOutcome.ExperimentNotFound(),
        2 => new AppendOutcome.ExperimentStopped(),
        _ => new AppendOutcome.AgentNotFound(culprit, request.Drafts[culprit].AgentId),
    };
}
