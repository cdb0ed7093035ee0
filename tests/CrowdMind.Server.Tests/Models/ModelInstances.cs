using CrowdMind.Server.Engines.Postgres;
using CrowdMind.Server.Tests.Engines;
using CrowdMind.Server.Tests.Instances;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using Dapper;
using Npgsql;

namespace CrowdMind.Server.Tests.Models;

/// <summary>Two servers on one PostgreSQL, of their own so that nobody waits for their silences, and one folder of objects.</summary>
public sealed class ModelInstances(PostgresFixture fixture) : SharedFolderSpec(fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_one_instance_took_the_other_gives()
    {
        var (name, file) = (ModelCalls.NewName() + "/ü", ModelCalls.Sample());
        var model = await ModelCalls.NewAsync(Callers[0], name, more: ""","labels":["a","b","c"],"metrics":{"acc":0.5}""");
        var uploaded = (await ModelCalls.UploadAsync(Callers[1], model, file)).Expect(200);
        Assert.Equal(uploaded.Text, (await ModelCalls.UploadAsync(Callers[0], model, file)).Expect(200).Text);
        (await ModelCalls.UploadAsync(Callers[0], model, ModelCalls.Sample(seed: 2))).ExpectProblem(409);
        var alias = $"/models/{Uri.EscapeDataString(name)}/aliases/champion";
        (await Callers[0].SendAsync("PUT", alias, Caller.JsonBody("""{"version":"1.0"}"""))).Expect(200);
        Assert.Equal(file, (await ModelCalls.FetchAsync(Callers[1], $"{Uri.EscapeDataString(name)}@champion")).Expect(200).Body);
        Assert.Equal(
            (await Callers[0].GetAsync($"/models/{model}")).Expect(200).Text,
            (await Callers[1].GetAsync($"/models/{Uri.EscapeDataString(name)}@champion")).Expect(200).Text);
        (await Callers[1].DeleteAsync($"/models/{model}")).Expect(204);
        (await Callers[0].GetAsync($"/models/{model}")).ExpectProblem(404);
        Assert.Empty(ModelCalls.Files(Folder));
    }

    [Fact]
    public async Task Of_uploads_at_once_on_both_one_wins_whole()
    {
        for (var round = 0; round < 5; round++)
        {
            var model = await ModelCalls.NewAsync(Callers[0]);
            byte[][] files = [.. Enumerable.Range(0, 6).Select(seed => ModelCalls.Sample(seed, weightBytes: 300_000))];
            var answers = await Task.WhenAll(files.Select((file, i) => Task.Run(() => ModelCalls.UploadAsync(Callers[i % 2], model, file))));
            var winner = Assert.Single(Enumerable.Range(0, 6), i => answers[i].Status == 200);
            Assert.Equal(5, answers.Count(answer => answer.Status == 409));
            Assert.Equal(files[winner], (await ModelCalls.FetchAsync(Callers[1], model)).Expect(200).Body);
            Assert.Single(ModelCalls.Files(Folder, model));
        }
    }

    [Fact]
    public async Task An_instance_that_is_killed_between_storing_and_registering_leaves_nothing_that_the_other_does_not_sweep()
    {
        var (model, file) = (await ModelCalls.NewAsync(Callers[0]), ModelCalls.Sample());
        await using (await HoldAsync(model))
        {
            var lost = Assert.ThrowsAsync<HttpRequestException>(() => ModelCalls.UploadAsync(Callers[0], model, file));
            await Eventually.TrueAsync(() => ModelCalls.Files(Folder, model).Length == 1, Patience, () => "a stored object");
            await Servers[0].KillAsync();
            await lost;
        }

        await Eventually.TrueAsync(() => ModelCalls.Files(Folder).Length == 0, Patience, () => "no object any more");
        (await Callers[1].GetAsync($"/models/{model}/download")).ExpectProblem(409, "no file yet");
        (await ModelCalls.UploadAsync(Callers[1], model, file)).Expect(200);
        Assert.Equal(file, (await ModelCalls.FetchAsync(Callers[1], model)).Expect(200).Body);
    }

    [Fact]
    public async Task An_instance_that_slept_too_long_does_not_register_what_was_swept()
    {
        var (model, file) = (await ModelCalls.NewAsync(Callers[0]), ModelCalls.Sample());
        Task<Answer> uploading;
        await using (await HoldAsync(model))
        {
            uploading = ModelCalls.UploadAsync(Callers[0], model, file);
            await Eventually.TrueAsync(() => ModelCalls.Files(Folder, model).Length == 1, Patience, () => "a stored object");
            Servers[0].Pause();
        }

        await Eventually.TrueAsync(() => ModelCalls.Files(Folder, model).Length == 0, Patience, () => "no object any more");
        Servers[0].Resume();
        (await uploading).ExpectProblem(503, "object store");
        (await Callers[1].GetAsync($"/models/{model}/download")).ExpectProblem(409, "no file yet");
        Assert.Empty(ModelCalls.Files(Folder));
    }

    /// <summary>Holds a model's row, so that an upload stores its bytes and then waits.</summary>
    private async Task<IAsyncDisposable> HoldAsync(string model)
    {
        var address = PostgresAddress.Parse(DatabaseUrl);
        address.SearchPath = Schema;
        var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync();
        await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("SELECT 1 FROM models WHERE id = @id FOR UPDATE", new { id = Guid.Parse(model) });
        return connection;
    }
}
