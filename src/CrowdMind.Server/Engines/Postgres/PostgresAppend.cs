using System.Data;
using CrowdMind.Logs;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>
/// Commits requests, in one transaction and for reactions alone in one round trip. A try whose answer was lost is repeated
/// and answered as what it was.
/// </summary>
/// <param name="database">Where.</param>
/// <param name="time">The clock of events.</param>
internal sealed class PostgresAppend(PostgresDatabase database, TimeProvider time)
{
    // By which the database knows this log writer's last commit.
    private readonly Guid _writer = Guid.CreateVersion7();

    /// <summary>Appends all that can be appended.</summary>
    /// <exception cref="NpgsqlException">The database did not take it; what was asked may or may not be done.</exception>
    public async Task<IReadOnlyList<AppendOutcome>> RunAsync(
        IReadOnlyList<AppendRequest> requests, CancellationToken cancellationToken)
    {
        try
        {
            var commit = new PostgresCommit(requests, time.Now());
            var tries = 0;
            var outcomes = await database.WriteAsync(
                connection =>
                {
                    tries++;
                    return TryAsync(connection, commit, cancellationToken);
                },
                cancellationToken);
            return tries == 1 ? outcomes : FirstOfEach(requests, outcomes);
        }
        catch (PostgresException refusal) when (PostgresErrors.IsRefusal(refusal))
        {
            return requests.Count == 1
                ? [new AppendOutcome.Refused(refusal.MessageText)]
                : await RunHalvesAsync(requests, cancellationToken);
        }
    }

    // One request that the database will never take must not take the others with it.
    private async Task<IReadOnlyList<AppendOutcome>> RunHalvesAsync(
        IReadOnlyList<AppendRequest> requests, CancellationToken cancellationToken)
    {
        var half = requests.Count / 2;
        return
        [
            .. await RunAsync([.. requests.Take(half)], cancellationToken),
            .. await RunAsync([.. requests.Skip(half)], cancellationToken),
        ];
    }

    private async Task<IReadOnlyList<AppendOutcome>> TryAsync(
        NpgsqlConnection connection, PostgresCommit commit, CancellationToken cancellationToken)
    {
        // A statement that stands alone is its own transaction: nothing but the call itself goes to and fro.
        if (commit.Parts is [PostgresReactions reactions])
            return await reactions.RunAsync(connection, commit, _writer, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await using (var locking = PostgresSql.Command(connection, "LockLogs").With(commit.Logs))
            await locking.ExecuteNonQueryAsync(cancellationToken);
        var outcomes = new List<AppendOutcome>();
        foreach (var part in commit.Parts)
            outcomes.AddRange(await part.RunAsync(connection, commit, _writer, cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return outcomes;
    }

    // A retry finds every reaction of its own; of an id that came more than once in the commit the first was appended.
    private static IReadOnlyList<AppendOutcome> FirstOfEach(
        IReadOnlyList<AppendRequest> requests, IReadOnlyList<AppendOutcome> outcomes)
    {
        var appended = new HashSet<(ExperimentId, Seq)>();
        return [.. outcomes.Select((outcome, i) => outcome is AppendOutcome.Appended several
            ? several with { Reactions = [.. several.Reactions.Select(one => Marked(requests[i].ExperimentId, one))] }
            : outcome)];

        AppendedReaction Marked(ExperimentId log, AppendedReaction one) =>
            one with { Duplicate = one.Duplicate || !appended.Add((log, one.Seq)) };
    }
}
