using System.IO.Compression;
using CrowdMind.Server.Tests.Api;
using CrowdMind.Server.Tests.Engines;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Tests.Retention;

/// <summary>The real server that is told how long to keep logs.</summary>
public sealed class RetentionOverWire : IDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task What_was_stopped_too_long_ago_is_exported_and_gone_soon_after_the_start()
    {
        await using var server = await CrowdMindServer.StartAsync(new Dictionary<string, string>
        {
            ["LOG_RETENTION_DAYS"] = "30",
            ["LOG_RETENTION_EXPORT"] = "true",
            ["LOG_LEVEL"] = "INFO",
        });
        using var rest = new RestClient(server.BaseUri);
        var (old, recent) = (await StoppedAsync(rest), await StoppedAsync(rest));
        var log = (await rest.ExportAsync(old)).Select(one => one.Raw);
        await server.StopAsync();
        Age(server.DataFolder, old, days: 31);
        Age(server.DataFolder, recent, days: 29);
        await server.RestartAsync();
        await Eventually.TrueAsync(async () => (await rest.ExperimentAsync(old)).Status == 404, Within, () => $"it was gone:\n{server.Output}");
        (await rest.ExperimentAsync(recent)).Expect(200);
        var key = $"archives/experiments/{old}.jsonl.gz";
        Assert.Equal(log, Unpack(Path.Combine(server.DataFolder, "objects", key)));
        await Eventually.TrueAsync(() => server.Output.Contains(key, StringComparison.Ordinal), Within, () => "the log names the archive");
    }

    [Theory]
    [InlineData("LOG_RETENTION_DAYS", "0", "1 to 36500")]
    [InlineData("LOG_RETENTION_DAYS", "a month", "1 to 36500")]
    [InlineData("LOG_RETENTION_EXPORT", "yes", "true, false")]
    [InlineData("LOG_RETENTION_EXPORT", "true", "LOG_RETENTION_DAYS is ''")]
    public async Task What_cannot_be_meant_stops_the_start(string name, string value, string said)
    {
        var sentence = (await StartAttempt.RunAsync(_folder.Path, (name, value))).Sentence;
        Assert.Contains(name, sentence, StringComparison.Ordinal);
        Assert.Contains(said, sentence, StringComparison.Ordinal);
    }

    private static async Task<Guid> StoppedAsync(RestClient rest)
    {
        var (experiment, agent) = (await rest.CreateExperimentAsync(), await rest.CreateAgentAsync());
        (await rest.StartAsync(experiment)).Expect(200);
        (await rest.PublishAsync(experiment, new Reaction(agent, """{"mood":0.4}"""))).Expect(201);
        (await rest.StopAsync(experiment)).Expect(200);
        return experiment;
    }

    // As if it had been stopped so many days ago.
    private static void Age(string dataFolder, Guid experiment, int days)
    {
        using var connection = new SqliteConnection($"Data Source={dataFolder}/crowdmind.db;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE experiments SET ended_at = ended_at - $days * 86400000000 WHERE id = $id";
        command.Parameters.AddWithValue("$days", days);
        command.Parameters.AddWithValue("$id", experiment.ToByteArray(bigEndian: true));
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private static string[] Unpack(string file)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return lines.ReadToEnd().TrimEnd('\n').Split('\n');
    }
}
