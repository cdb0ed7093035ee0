using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>Whatever is asked, the answer is one that the document announces, and none says that the server is at fault.</summary>
[Collection(AloneCollection.Name)]
public sealed class RandomRequestTests(ITestOutputHelper output)
{
    // RANDOM_REQUESTS=50000 for a night's worth.
    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("RANDOM_REQUESTS") ?? "3000", CultureInfo.InvariantCulture);

    /// <summary>From so many on each operation has met what it needs, such as an alias to delete.</summary>
    private const int LongRun = 20_000;

    /// <summary>To cancel a job, it has to be met while it runs.</summary>
    private static readonly string[] Fleeting = ["cancelJob"];

    /// <summary>Where no credentials are asked for, none are made.</summary>
    private static readonly string[] OfKeys = ["createKey", "getKey", "revokeKey"];

    private static readonly Dictionary<string, string> Small = new()
    {
        ["MAX_GENERATE_ROWS"] = "2000",
        ["MAX_UPLOAD_MB"] = "1",
        ["MAX_DATASET_UPLOAD_MB"] = "1",
        ["MAX_REACTION_KB"] = "16",
    };

    [Fact]
    public async Task Random_requests_are_answered_as_documented_on_SQLite() => await RunAsync(Small, "SQLite");

    [Fact]
    public async Task Random_requests_are_answered_as_documented_on_PostgreSQL()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await RunAsync(new Dictionary<string, string>(Small) { ["DATABASE_URL"] = postgres.Url() }, "PostgreSQL");
    }

    [Fact]
    public async Task Random_requests_are_answered_as_documented_in_every_role()
    {
        const string Admin = "an-admin-s-key-of-these-tests-0123456789", Editor = "an-editor-s-key-of-these-tests-0123456789";
        const string Viewer = "a-viewer-s-key-of-these-tests-0123456789";
        var settings = new Dictionary<string, string>(Small)
        {
            ["ENV"] = "prod",
            ["API_KEYS"] = $"ops:admin:{Admin}, desk:editor:{Editor}, wall:viewer:{Viewer}",
        };
        await RunAsync(settings, "every role", Admin, async http =>
        {
            var agent = JsonSerializer.Serialize(new { name = "Ada", role = "agent", agent_id = await http.NewAgentAsync() });
            var bound = (await http.PostAsync("/keys", agent)).Expect(201).Json.GetProperty("key").GetString()!;
            return [.. Enumerable.Repeat(Admin, 10), Editor, Editor, Editor, Viewer, Viewer, bound, bound, "", "no-key-at-all"];
        });
    }

    private async Task RunAsync(
        Dictionary<string, string> settings, string engine, string? credential = null, Func<Caller, Task<string[]>>? credentials = null)
    {
        var seed = Seed.Draw(Print);
        await using var server = await CrowdMindServer.StartAsync(settings);
        using var http = new Caller(server.BaseUri, credential: credential);
        var document = ApiDocument.Parse((await http.GetAsync("//openapi.json")).Expect(200).Text);
        await using var run = new RandomRequestRun(server.BaseUri, document, seed, () => server.Output, server.DataFolder)
        {
            Credentials = credentials is null ? null : await credentials(http),
        };
        var clock = Stopwatch.StartNew();
        await run.RunAsync(Count);
        Print(string.Create(CultureInfo.InvariantCulture, $"{engine}: {clock.Elapsed.TotalSeconds:0} s, {run}, {server.ResidentBytes() >> 20} MiB"));
        Assert.True(run.Faults.Count == 0, string.Join("\n\n", run.Faults));
        string[] missed = [.. run.NeverReached.Except(Fleeting).Except(credentials is null ? OfKeys : [])];
        Assert.True(
            missed.Length <= (Count < LongRun ? document.Operations.Count / 5 : 0), $"These never did what they are for: {string.Join(", ", missed)}.");
        Assert.Equal("", server.Output);
    }

    private void Print(string line)
    {
        output.WriteLine(line);
        Console.WriteLine($"random requests: {line}");
    }
}
