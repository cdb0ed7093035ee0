using CrowdMind.Server.Tests.Engines;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Instances;

/// <summary>Two servers on one PostgreSQL, each test's own so that nobody waits for their silences, and one folder of objects.</summary>
public abstract class SharedFolderSpec(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly Dictionary<string, string> _settings = postgres.Settings();
    private InstancePair? _pair;
    private Caller[] _callers = [];

    /// <summary>The DATA_DIR of both.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("crowdmind-").FullName;

    /// <summary>The database of both.</summary>
    protected string DatabaseUrl => _settings["DATABASE_URL"];

    /// <summary>Their schema in it.</summary>
    protected string Schema => _settings["SUPABASE_SCHEMA"];

    protected IReadOnlyList<CrowdMindServer> Servers => _pair?.Servers ?? [];

    /// <summary>A client of each server.</summary>
    protected IReadOnlyList<Caller> Callers => _callers;

    public async Task InitializeAsync()
    {
        _settings["DATA_DIR"] = Folder;
        _pair = await InstancePair.StartAsync(_settings);
        _callers = [.. Servers.Select(server => new Caller(server.BaseUri))];
    }

    public async Task DisposeAsync()
    {
        if (_pair is not null)
            await _pair.DisposeAsync();
        foreach (var caller in _callers)
            caller.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
