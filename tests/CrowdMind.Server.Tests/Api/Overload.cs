using System.Globalization;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Tests.Api;

/// <summary>More reactions than the log takes: some are told to come back, none that was acknowledged is lost.</summary>
public sealed class Overload
{
    [Fact]
    public async Task A_full_queue_is_answered_with_503_and_when_to_come_back()
    {
        await using var server = await CrowdMindServer.StartAsync();
        using var http = new Caller(server.BaseUri);
        var (experiment, agent) = (await http.NewExperimentAsync(), await http.NewAgentAsync());
        var body = Caller.Reaction(experiment, agent, $"{{\"x\":\"{new string('x', 250_000)}\"}}");

        Task<Answer>[] posts;
        await using (var blocked = await BlockWritersAsync(server.DataFolder))
        {
            posts = [.. Enumerable.Range(0, 200).Select(_ => http.PostAsync("/reactions", body))];
            var refused = await FirstRefusalAsync(posts);
            refused.ExpectProblem(503);
            Assert.InRange(int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 60);
        }

        var answers = await Task.WhenAll(posts);
        Assert.All(answers, answer => Assert.True(answer.Status is 201 or 503, answer.Text));
        var accepted = answers.Count(answer => answer.Status == 201);
        Assert.True(accepted > 0, "nothing that had queued was appended afterwards");
        Assert.Equal(accepted, await http.HeadAsync(experiment));
        (await http.PostAsync("/reactions", body)).Expect(201);
    }

    /// <summary>Holds the database's write lock, so that what is posted has to queue.</summary>
    private static async Task<SqliteConnection> BlockWritersAsync(string dataFolder)
    {
        var file = Directory.EnumerateFiles(dataFolder, "*.db", SearchOption.AllDirectories).Single();
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task<Answer> FirstRefusalAsync(IEnumerable<Task<Answer>> posts)
    {
        await foreach (var post in Task.WhenEach(posts))
        {
            if ((await post).Status != 201)
                return await post;
        }
        throw new InvalidOperationException("Everything was taken, though nothing could be written.");
    }
}
