using CrowdMind.Server.Tests.Api;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Hosting;

/// <summary><c>--backup</c> of the SQLite file, and a server on what was copied.</summary>
public sealed class SqliteBackups : BackupSpec
{
    protected override Task<Dictionary<string, string>> SettingsAsync() => Task.FromResult(new Dictionary<string, string>());

    protected override async Task<Func<Task<Dictionary<string, string>>>> BackUpDatabaseAsync(CrowdMindServer server)
    {
        var file = Place.File("crowdmind.db");
        var attempt = await BackUpAsync(server.DataFolder, file);
        Assert.Equal(
            $"database sqlite: {server.DataFolder}/crowdmind.db was copied to {file}, {new FileInfo(file).Length} bytes",
            Assert.Single(attempt.Lines));
        Assert.Equal(["crowdmind.db"], Place.Names);
        return () => Task.FromResult(new Dictionary<string, string> { ["DATA_DIR"] = Place.Path });
    }

    [Fact]
    public async Task A_copy_never_takes_the_place_of_a_file_and_leaves_nothing_when_it_fails()
    {
        await using var server = await CrowdMindServer.StartAsync();
        var kept = Place.File("kept");
        await File.WriteAllTextAsync(kept, "an older backup");
        var refused = await BackUpAsync(server.DataFolder, kept);
        Assert.Equal($"--backup is '{kept}', but it must be a new file that this user can write (It is there already).", refused.Sentence);
        Assert.Contains("no/such/folder", (await BackUpAsync(server.DataFolder, Place.File("no/such/folder/copy"))).Sentence, StringComparison.Ordinal);
        Assert.Contains("--backup is ''", (await BackUpAsync(server.DataFolder, "")).Sentence, StringComparison.Ordinal);
        Assert.Equal(["kept"], Place.Names);
        Assert.Equal("an older backup", await File.ReadAllTextAsync(kept));
    }

    [Fact]
    public async Task Where_there_is_no_SQLite_file_there_is_nothing_to_copy()
    {
        Assert.Contains("there is none yet", (await BackUpAsync(Place.Path, Place.File("copy"))).Sentence, StringComparison.Ordinal);
        var postgres = await StartAttempt.RunAsync(
            Place.Path, ["--backup", Place.File("copy")], ("DATABASE_URL", "postgresql://ann:safe@127.0.0.1/crowd"));
        Assert.Contains("which pg_dump backs up", postgres.Sentence, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Place.Path));
    }

    private Task<StartAttempt> BackUpAsync(string dataFolder, string file) =>
        StartAttempt.RunAsync(Place.Path, ["--backup", file], ("DATA_DIR", dataFolder));
}
