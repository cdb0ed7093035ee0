using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Models;

/// <summary>Whatever breaks in the middle of an upload, the model has all of its file or none, and no bytes are left.</summary>
public sealed class UploadLosses
{
    private const int Kills = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_server_that_is_killed_again_and_again_leaves_neither_file_nor_row_half_done()
    {
        var chance = new Random(Seed.Draw(Console.WriteLine));
        await using var server = await CrowdMindServer.StartAsync();
        using var http = new Caller(server.BaseUri);
        var (models, file) = (new List<string>(), ModelCalls.Sample(weightBytes: 5_000_000));
        for (var kill = 0; kill < Kills; kill++)
        {
            string[] under = [await ModelCalls.NewAsync(http), await ModelCalls.NewAsync(http), await ModelCalls.NewAsync(http)];
            models.AddRange(under);
            var uploads = under.Select(model => TryUploadAsync(http, model, file)).ToArray();
            await Eventually.RandomMomentAsync(chance, atMostMilliseconds: 80);
            await server.KillAsync();
            await Task.WhenAll(uploads);
            await server.RestartAsync();
        }

        await AssertWholeOrAbsentAsync(server, http, models, file);
        foreach (var model in models)
            (await ModelCalls.UploadAsync(http, model, file)).Expect(200);
        await AssertWholeOrAbsentAsync(server, http, models, file);
        Assert.Equal(models.Count, ModelCalls.Files(server.DataFolder).Length);
    }

    [Fact]
    public async Task A_full_disk_fails_the_upload_and_leaves_nothing()
    {
        // Beyond RLIMIT_FSIZE a write fails, when the signal that comes with it is ignored.
        await using var server = await CrowdMindServer.StartAsync(before: CrowdMindServer.SurviveFullDisk);
        using var http = new Caller(server.BaseUri);
        var (model, file) = (await ModelCalls.NewAsync(http), ModelCalls.Sample(weightBytes: 5_000_000));
        server.LimitFileSize(2_000_000);
        (await ModelCalls.UploadAsync(http, model, file)).ExpectProblem(503, "object store");
        Assert.Empty(ModelCalls.Files(server.DataFolder));
        server.LimitFileSize(null);
        (await ModelCalls.UploadAsync(http, model, file)).Expect(200);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        await using var server = await CrowdMindServer.StartAsync();
        using var http = new Caller(server.BaseUri);
        foreach (var warmUp in new[] { 1, 2, 3 })
            (await ModelCalls.UploadAsync(http, await ModelCalls.NewAsync(http), ModelCalls.Sample(warmUp))).Expect(200);
        var (model, file) = (await ModelCalls.NewAsync(http), ModelCalls.Sample(weightBytes: 20_000_000));
        var before = server.ResidentBytes();
        (await ModelCalls.UploadAsync(http, model, file)).Expect(200);
        var growth = server.ResidentBytes() - before;
        Assert.True(growth < 10 << 20, $"an upload of 20 MB grew the server by {growth >> 10} KiB");
    }

    /// <summary>Holds of every model that it has the file, whole, or none; and that nothing else is there, in the end.</summary>
    private static async Task AssertWholeOrAbsentAsync(CrowdMindServer server, Caller http, List<string> models, byte[] file)
    {
        var expected = new List<string>();
        foreach (var model in models)
        {
            if ((await http.GetAsync($"/models/{model}")).Expect(200).Json.GetProperty("storage_path").GetString() is not { } path)
                continue;
            Assert.Equal(file, (await ModelCalls.FetchAsync(http, model)).Expect(200).Body);
            expected.Add(Path.Combine("objects", path));
        }

        await Eventually.TrueAsync(
            () => ModelCalls.Files(server.DataFolder).Order().SequenceEqual(expected.Order()),
            Patience,
            () => $"{expected.Count} files; there are {string.Join(", ", ModelCalls.Files(server.DataFolder))}");
    }

    private static async Task TryUploadAsync(Caller http, string model, byte[] file)
    {
        try
        {
            await ModelCalls.UploadAsync(http, model, file);
        }
        catch (HttpRequestException)
        {
            // The server was killed.
        }
    }
}
