using System.Collections.Concurrent;
using CrowdMind.Server.Tests.Datasets;
using CrowdMind.Server.Tests.Engines;
using CrowdMind.Server.Tests.Models;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Hosting;

/// <summary>
/// A backup that is taken while the server works, as docs/OPERATING.md has it: the database first, then the objects. What
/// is restored in a new place is the old server as it was at one moment after the backup began.
/// </summary>
public abstract class BackupSpec : IAsyncLifetime
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    private readonly ConcurrentBag<(Guid Id, long Seq)> _acknowledged = [];

    /// <summary>Where the backup is restored.</summary>
    private protected TemporaryFolder Place { get; } = new();

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Place.Delete();
        return Task.CompletedTask;
    }

    /// <summary>What the server is told whose backup is taken.</summary>
    protected abstract Task<Dictionary<string, string>> SettingsAsync();

    /// <summary>Backs the database up.</summary>
    /// <returns>What restores it, and gives what a server on it is told.</returns>
    protected abstract Task<Func<Task<Dictionary<string, string>>>> BackUpDatabaseAsync(CrowdMindServer server);

    [Fact]
    public async Task What_is_restored_is_the_server_at_one_moment_after_the_backup_began()
    {
        await using var server = await CrowdMindServer.StartAsync(await SettingsAsync());
        using var rest = new RestClient(server.BaseUri);
        using var http = new Caller(server.BaseUri);
        var (file, model, dataset) = await FillAsync(http);
        var rows = (await http.GetAsync($"/datasets/{dataset}/export")).Expect(200).Text;
        var url = await ModelCalls.UrlAsync(http, model);
        var (experiment, agent) = (await rest.CreateExperimentAsync(), await rest.CreateAgentAsync());
        using var enough = new CancellationTokenSource();
        var publishing = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PublishAsync(rest, experiment, agent, enough.Token)));

        await UntilAcknowledgedAsync(more: 200);
        var acknowledged = _acknowledged.ToArray();
        var restoreAsync = await BackUpDatabaseAsync(server);
        await UntilAcknowledgedAsync(more: 50);
        BackUpFiles(server.DataFolder);
        await enough.CancelAsync();
        await publishing;
        var whole = await rest.ExportAsync(experiment);

        await using var restored = await CrowdMindServer.StartAsync(await restoreAsync());
        using var there = new Caller(restored.BaseUri);
        using var restThere = new RestClient(restored.BaseUri);
        var log = await restThere.ExportAsync(experiment);
        AssertHolds(log, acknowledged);
        Assert.InRange(log.Count, acknowledged.Length, whole.Count - 50);
        Assert.Equal(whole.Take(log.Count).Select(one => one.Raw), log.Select(one => one.Raw));
        await AssertBeyondIsRefusedAsync(restored, experiment, after: whole.Count, head: log.Count);
        (await restThere.PublishAsync(experiment, new Reaction(agent, "{}"))).Expect(201);

        Assert.Equal(file, (await ModelCalls.FetchAsync(there, model)).Body);
        Assert.Equal(file, (await there.GetAsync("/" + url.PathAndQuery)).Expect(200).Body);
        Assert.Equal(rows, (await there.GetAsync($"/datasets/{dataset}/export")).Expect(200).Text);
    }

    private static async Task<(byte[] File, string Model, string Dataset)> FillAsync(Caller http)
    {
        var file = ModelCalls.Sample();
        var model = await ModelCalls.NewAsync(http);
        (await ModelCalls.UploadAsync(http, model, file)).Expect(200);
        var dataset = await DatasetCalls.NewAsync(http);
        await DatasetCalls.GenerateAsync(http, dataset, rows: 2000);
        return (file, model, dataset);
    }

    private async Task PublishAsync(RestClient rest, Guid experiment, Guid agent, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var id = Guid.NewGuid();
            var answer = await rest.PublishAsync(experiment, new Reaction(agent, """{"mood":0.4}""", id), CancellationToken.None);
            _acknowledged.Add((id, answer.Expect(201).Json.GetProperty("seq").GetInt64()));
        }
    }

    private Task UntilAcknowledgedAsync(int more)
    {
        var wanted = _acknowledged.Count + more;
        return Eventually.TrueAsync(() => _acknowledged.Count >= wanted, Within, () => $"{more} more were acknowledged");
    }

    private void BackUpFiles(string dataFolder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(dataFolder, "objects"), "*", SearchOption.AllDirectories))
        {
            var copy = Place.File(Path.GetRelativePath(dataFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.Copy(Path.Combine(dataFolder, "signing.key"), Place.File("signing.key"));
    }

    private static void AssertHolds(IReadOnlyList<WireEvent> log, IEnumerable<(Guid Id, long Seq)> acknowledged)
    {
        var checker = new LogChecker();
        foreach (var (id, seq) in acknowledged)
            checker.Acknowledged(id, SeqRange.At(seq));
        Assert.Empty(checker.Check(log));
    }

    private static async Task AssertBeyondIsRefusedAsync(CrowdMindServer server, Guid experiment, long after, long head)
    {
        using var http = new Caller(server.BaseUri);
        var refusal = (await http.GetAsync($"/experiments/{experiment}/events?after={after}")).Expect(409).Json;
        Assert.Equal(head, refusal.GetProperty("error").GetProperty("details").GetProperty("head").GetInt64());
    }
}
