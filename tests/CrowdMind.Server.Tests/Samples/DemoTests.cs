using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Samples;

/// <summary>The server started with <c>--demo</c>.</summary>
public sealed class DemoTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_crowd_reacts_at_once_and_goes_on_after_a_crash_in_the_same_log()
    {
        await using var server = await CrowdMindServer.StartAsync(Talkative, arguments: "--demo");
        using var rest = new RestClient(server.BaseUri);
        var experiment = await ReactingAsync(rest, beyond: 5);
        Assert.Contains(
            $"Open {server.BaseUri.OriginalString}/#/experiments/{experiment} to watch 'Demo:", server.Output, StringComparison.Ordinal);
        await server.KillAsync();
        await server.RestartAsync();
        await ReactingAsync(rest, beyond: (await rest.ExportAsync(experiment)).Count);

        var log = await rest.ExportAsync(experiment);
        Assert.Equal(Enumerable.Range(1, log.Count).Select(seq => (long)seq), log.Select(one => one.Seq));
        Assert.Single(log, one => !one.IsReaction);
        var agents = (await rest.SendAsync(HttpMethod.Get, "agents", null)).Expect(200).Json;
        Assert.Equal(24, agents.GetArrayLength());
    }

    [Fact]
    public async Task Production_is_no_place_for_a_demo()
    {
        var folder = Directory.CreateTempSubdirectory("crowdmind-");
        await using (var server = SampleProcess.DotNet("CrowdMind.Server.dll", Production(folder), "--demo"))
        {
            Assert.Equal(2, await server.ExitAsync(Patience));
            await server.NoteAsync(
                "ENV is 'prod', but --demo fills the database with made-up reactions; for that it must be dev or staging.", Patience);
        }

        folder.Delete(recursive: true);
    }

    private static Dictionary<string, string> Talkative => new() { ["LOG_LEVEL"] = "INFO" };

    private static Dictionary<string, string> Production(DirectoryInfo data) => new()
    {
        ["ENV"] = "prod",
        ["DATA_DIR"] = data.FullName,
        ["API_KEYS"] = $"ops:admin:{Guid.NewGuid():n}",
    };

    /// <summary>The demo's experiment, when its log has come so far.</summary>
    private static async Task<Guid> ReactingAsync(RestClient rest, long beyond)
    {
        var found = Guid.Empty;
        await Eventually.TrueAsync(
            async () =>
            {
                var list = (await rest.SendAsync(HttpMethod.Get, "experiments?status=running", null)).Expect(200).Json;
                var demo = list.EnumerateArray().FirstOrDefault();
                found = demo.ValueKind == default ? Guid.Empty : demo.GetProperty("id").GetGuid();
                return found != Guid.Empty && demo.GetProperty("last_seq").GetInt64() > beyond;
            },
            Patience, () => $"a log beyond {beyond}");
        return found;
    }
}
