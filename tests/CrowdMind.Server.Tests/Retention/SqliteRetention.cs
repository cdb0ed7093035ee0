using CrowdMind.Server.Tests.Engines;
using CrowdMind.TestKit.Engines;

namespace CrowdMind.Server.Tests.Retention;

/// <summary>Retention on SQLite.</summary>
public sealed class SqliteRetention : RetentionSpec
{
    private readonly TemporaryFolder _folder = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete();
    }

    private protected override Task<ILogEngine> OpenAsync(TimeProvider time) =>
        Task.FromResult<ILogEngine>(new SqliteEngine(_folder.File("crowdmind.db"), time));
}
