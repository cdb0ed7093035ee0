using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>Whether the database can be written and read.</summary>
internal sealed class SqliteReadiness(SqliteWriter writer, SqliteReaders readers) : IReadinessCheck
{
    public string Name => "database";

    public string Engine => "sqlite";

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        readers.Read(static reader => reader.Statement("CountAgents").Run());
        await writer.RunAsync(static _ => true).WaitAsync(TimeSpan.FromSeconds(5), cancellationToken);
    }
}
