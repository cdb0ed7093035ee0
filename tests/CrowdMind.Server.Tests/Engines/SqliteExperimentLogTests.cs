using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The log's contract on real SQLite files. What is SQLite's own stands in the other parts of this class.</summary>
public sealed partial class SqliteExperimentLogTests : ExperimentLogSpec
{
    private readonly TemporaryFolder _folder = new();

    private string DatabaseFile => _folder.File("crowdmind.db");

    private SqliteEngine Sqlite => (SqliteEngine)Engine;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete();
    }

    protected override Task<ILogEngine> OpenAsync(TimeProvider time) =>
        Task.FromResult<ILogEngine>(new SqliteEngine(DatabaseFile, time));
}
