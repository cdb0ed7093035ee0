using System.Text;
using System.Text.Json;
using CrowdMind.Experiments;
using CrowdMind.Logs;
using Dapper;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>A change of status within a commit that holds the experiment's lock.</summary>
/// <param name="request">What is to change.</param>
internal sealed class PostgresStatusChange(AppendRequest.StatusChange request) : PostgresCommit.IPart
{
    // The event's id: a retry finds by it what an earlier try has done.
    private readonly Guid _change = Guid.CreateVersion7();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AppendOutcome>> RunAsync(
        NpgsqlConnection connection, PostgresCommit commit, Guid writer, CancellationToken cancellationToken)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            PostgresSql.Statement("FindForChange"), new { id = request.ExperimentId.Value, change = _change });
        return [row switch
        {
            null => new AppendOutcome.ExperimentNotFound(),
            { Changed_Body: not null } => Done(row),
            _ when !((ExperimentStatus)row.Status).MayBecome(request.Status) =>
                new AppendOutcome.StatusConflict((ExperimentStatus)row.Status),
            _ => await ChangeAsync(connection, row, commit.Now),
        }];
    }

    private static AppendOutcome.StatusChanged Done(Row row)
    {
        var body = Encoding.UTF8.GetBytes(row.Changed_Body ?? "");
        var then = JsonSerializer.Deserialize(body, ExperimentJson.Default.Experiment)
            ?? throw new InvalidOperationException($"A change of status of experiment {row.Id} holds no experiment.");
        return new AppendOutcome.StatusChanged(then, body, PostgresRows.ToInstant(row.Changed_At ?? default));
    }

    private async Task<AppendOutcome> ChangeAsync(NpgsqlConnection connection, Row row, DateTimeOffset now)
    {
        var last = PostgresRows.ToInstant(row.Last_Event_At);
        var at = now > last ? now : last;
        var after = PostgresRows.ToExperiment(row).Become(request.Status, at, new Seq(row.Last_Seq).Next);
        var body = ExperimentJson.Write(after);
        var values = new
        {
            number = row.Number,
            status = (short)after.Status,
            startedAt = after.StartedAt,
            endedAt = after.EndedAt,
            lastSeq = after.LastSeq.Value,
            at,
            change = _change,
            type = (short)EventTypes.Reporting(request.Status),
            body = Encoding.UTF8.GetString(body),
        };
        await connection.ExecuteAsync(PostgresSql.Statement("ChangeStatus"), values);
        await connection.ExecuteAsync(PostgresSql.Statement("InsertEvent"), values);
        return new AppendOutcome.StatusChanged(after, body, at);
    }

    private sealed class Row : ExperimentRow
    {
        public required long Number { get; init; }

        public required DateTime Last_Event_At { get; init; }

        public string? Changed_Body { get; init; }

        public DateTime? Changed_At { get; init; }
    }
}
