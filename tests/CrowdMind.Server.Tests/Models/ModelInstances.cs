using CrowdMind.Server.Engines.Postgres;
using CrowdMind.Server.Tests.Engines;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using Dapper;
using Npgsql;

namespace CrowdMind.Server.Tests.Models;

/// <summary>Two servers on one PostgreSQL, of their own so that nobody waits for their silences, and one folder of objects.</summary>
public sealed class ModelInstances(PostgresFixture fixture) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("crowdmind-").FullName;
    private readonly string _schema = fixture.NewSchema();
    private readonly List<CrowdMindServer> _servers = [];
    private readonly List<Caller> _callers = [];

    public async Task InitializeAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            _servers.Add(await CrowdMindServer.StartAsync(new Dictionary<string, string>
            {
                ["DATABASE_URL"] = fixture.Server.Url(),
                ["SUPABASE_SCHEMA"] = _schema,
                ["DATA_DIR"] = _folder,
            }));
            _callers.Add(new Caller(_servers[i].BaseUri));
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        _callers.ForEach(caller => caller.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_one_instance_took_the_other_gives()
    {
        var (name, file) = (ModelCalls.NewName() + "/ü", ModelCalls.Sample());
        var model = await ModelCalls.NewAsync(_callers[0], name, more: ""","labels":["a","b","c"],"metrics":{"acc":0.5}""");
        var uploaded = (await ModelCalls.UploadAsync(_callers[1], model, file)).Expect(200);
        Assert.Equal(uploaded.Text, (await ModelCalls.UploadAsync(_callers[0], model, file)).Expect(200).Text);
        (await ModelCalls.UploadAsync(_callers[0], model, ModelCalls.Sample(seed: 2))).ExpectProblem(409);
        var alias = $"/models/{Uri.EscapeDataString(name)}/aliases/champion";
        (await _callers[0].SendAsync("PUT", alias, Caller.JsonBody("""{"version":"1.0"}"""))).Expect(200);
        Assert.Equal(file, (await ModelCalls.FetchAsync(_callers[1], $"{Uri.EscapeDataString(name)}@champion")).Expect(200).Body);
        Assert.Equal(
            (await _callers[0].GetAsync($"/models/{model}")).Expect(200).Text,
            (await _callers[1].GetAsync($"/models/{Uri.EscapeDataString(name)}@champion")).Expect(200).Text);
        (await _callers[1].DeleteAsync($"/models/{model}")).Expect(204);
        (await _callers[0].GetAsync($"/models/{model}")).ExpectProblem(404);
        Assert.Empty(ModelCalls.Files(_folder));
    }

    [Fact]
    public async Task Of_uploads_at_once_on_both_one_wins_whole()
    {
        for (var round = 0; round < 5; round++)
        {
            var model = await ModelCalls.NewAsync(_callers[0]);
            byte[][] files = [.. Enumerable.Range(0, 6).Select(seed => ModelCalls.Sample(seed, weightBytes: 300_000))];
            var answers = await Task.WhenAll(files.Select((file, i) => Task.Run(() => ModelCalls.UploadAsync(_callers[i % 2], model, file))));
            var winner = Assert.Single(Enumerable.Range(0, 6), i => answers[i].Status == 200);
            Assert.Equal(5, answers.Count(answer => answer.Status == 409));
            Assert.Equal(files[winner], (await ModelCalls.FetchAsync(_callers[1], model)).Expect(200).Body);
            Assert.Single(ModelCalls.Files(_folder, model));
        }
    }

    [Fact]
    public async Task An_instance_that_is_killed_between_storing_and_registering_leaves_nothing_that_the_other_does_not_sweep()
    {
        var (model, file) = (await ModelCalls.NewAsync(_callers[0]), ModelCalls.Sample());
        await using (await HoldAsync(model))
        {
            var lost = Assert.ThrowsAsync<HttpRequestException>(() => ModelCalls.UploadAsync(_callers[0], model, file));
            await Eventually.TrueAsync(() => ModelCalls.Files(_folder, model).Length == 1, Patience, () => "a stored object");
            await _servers[0].KillAsync();
            await lost;
        }

        await Eventually.TrueAsync(() => ModelCalls.Files(_folder).Length == 0, Patience, () => "no object any more");
        (await _callers[1].GetAsync($"/models/{model}/download")).ExpectProblem(409, "no file yet");
        (await ModelCalls.UploadAsync(_callers[1], model, file)).Expect(200);
        Assert.Equal(file, (await ModelCalls.FetchAsync(_callers[1], model)).Expect(200).Body);
    }

    [Fact]
    public async Task An_instance_that_slept_too_long_does_not_register_what_was_swept()
    {
        var (model, file) = (await ModelCalls.NewAsync(_callers[0]), ModelCalls.Sample());
        Task<Answer> uploading;
        await using (await HoldAsync(model))
        {
            uploading = ModelCalls.UploadAsync(_callers[0], model, file);
            await Eventually.TrueAsync(() => ModelCalls.Files(_folder, model).Length == 1, Patience, () => "a stored object");
            _servers[0].Pause();
        }

        await Eventually.TrueAsync(() => ModelCalls.Files(_folder, model).Length == 0, Patience, () => "no object any more");
        _servers[0].Resume();
        (await uploading).ExpectProblem(503, "object store");
        (await _callers[1].GetAsync($"/models/{model}/download")).ExpectProblem(409, "no file yet");
        Assert.Empty(ModelCalls.Files(_folder));
    }

    /// <summary>Holds a model's row, so that an upload stores its bytes and then waits.</summary>
    private async Task<IAsyncDisposable> HoldAsync(string model)
    {
        var address = PostgresAddress.Parse(fixture.Server.Url());
        address.SearchPath = _schema;
        var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync();
        await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("SELECT 1 FROM models WHERE id = @id FOR UPDATE", new { id = Guid.Parse(model) });
        return connection;
    }
}
