using System.Globalization;
using System.Text.Json;
using CrowdMind.Server.Tests.Crash;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Samples;

/// <summary>samples/subscriber-arduino: the code that a device runs, over a socket of this machine, against the real server.</summary>
public sealed class SubscriberArduinoTests(ArduinoProtocol protocol) : SubscriberSpec, IClassFixture<ArduinoProtocol>
{
    [Fact]
    public async Task Its_protocol_passes_its_own_tests()
    {
        await using var tests = SampleProcess.Start(protocol.Program("tests"), []);
        var code = await tests.ExitAsync(Patience);
        Assert.True(code == 0, string.Join('\n', [.. tests.Lines, tests.Notes]));
    }

    [Fact]
    public async Task It_reacts_once_each_and_misses_nothing_though_the_server_dies()
    {
        const int Reactions = 1000;
        await using var device = Device("0", Reactions);
        for (int round = 1; round <= 2; round++)
        {
            await device.LinesAsync(round * 400, Patience);
            await Server.KillAsync();
            await Server.RestartAsync();
        }

        await device.LinesAsync(2 * Reactions, Patience);
        Assert.Equal(Enumerable.Range(1, Reactions), Seqs(device));
        Assert.Equal(Reactions, device.Lines.Count(line => line.StartsWith("ack ", StringComparison.Ordinal)));
        var said = (await Rest.ExportAsync(Experiment)).Select(one => JsonDocument.Parse(one.Payload).RootElement.GetProperty("n").GetInt32());
        Assert.Equal(Enumerable.Range(1, Reactions), said.Order());
    }

    [Fact]
    public async Task A_new_device_follows_from_now_on()
    {
        await PublishAsync(3);
        await using var device = Device("now", reactions: 0);
        await device.NoteAsync("connected", Patience);
        await PublishAsync(2);
        await device.LinesAsync(2, Patience);

        Assert.Equal([4, 5], Seqs(device));
        Assert.Contains("\"payload\":{\"n\":1}", device.Lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Tampering.Drop)]
    [InlineData(Tampering.Repeat)]
    [InlineData(Tampering.Swap)]
    public async Task It_notices_an_event_lost_doubled_or_out_of_place_and_mends_it(Tampering how)
    {
        await using var proxy = new TamperingProxy(Server.BaseUri, how, atEvent: 5);
        await using var device = Device("0", reactions: 0, proxy.Address);
        await PublishAsync(20);
        await device.NoteAsync("an event is missing", Patience);
        await device.LinesAsync(20, Patience);

        Assert.Equal(Enumerable.Range(1, 20), Seqs(device));
    }

    [Fact]
    public async Task An_event_that_is_too_long_for_it_is_counted_and_a_refusal_is_told()
    {
        var large = JsonSerializer.Serialize(new { experiment_id = Experiment, agent_id = Agent, payload = new { text = new string('x', 200_000) } });
        (await Rest.PostAsync("reactions", large)).Expect(201);
        await PublishAsync(1);
        await using var device = Device("0", reactions: 0);
        await device.LinesAsync(2, Patience);
        Assert.Equal("event 1 reaction_created ", device.Lines[0]);

        (await Rest.StartAsync(Experiment)).Expect(200);
        (await Rest.StopAsync(Experiment)).Expect(200);
        await using var late = Device("now", reactions: 1);
        await late.LinesAsync(1, Patience);
        Assert.Equal("refused 1 409", late.Lines[0]);
    }

    [Fact]
    public async Task It_stops_when_coming_back_would_not_help()
    {
        await using var device = Device("0", reactions: 0);
        await device.NoteAsync("connected", Patience);
        (await Rest.DeleteExperimentAsync(Experiment)).Expect(204);
        Assert.Equal(1, await device.ExitAsync(Patience));
        await device.NoteAsync("the experiment was deleted", Patience);

        await using var another = Device("0", reactions: 0);
        Assert.Equal(1, await another.ExitAsync(Patience));
        await another.NoteAsync("the server refused the request", Patience);
    }

    [Fact]
    public async Task With_a_key_of_its_own_it_follows_and_reacts_until_the_key_is_revoked()
    {
        await using var server = await CrowdMindServer.StartAsync(KnownKeys.Settings);
        using var admin = new RestClient(server.BaseUri, KnownKeys.Admin);
        var (experiment, agent) = (await admin.CreateExperimentAsync(), await admin.CreateAgentAsync());
        var key = await AgentKey.MakeAsync(admin, agent);
        await using var outsider = Start(key);
        Assert.Equal(1, await outsider.ExitAsync(Patience));
        await outsider.NoteAsync("does the agent take part", Patience);

        (await admin.SendAsync(HttpMethod.Put, $"experiments/{experiment}/agents/{agent}", null)).Expect(204);
        await using var device = Start(key);
        await device.LinesAsync(6, Patience);
        Assert.Equal([1, 2, 3], Seqs(device));
        (await admin.SendAsync(HttpMethod.Delete, $"keys/{key.Id}", null)).Expect(204);
        Assert.Equal(1, await device.ExitAsync(Patience));
        await device.NoteAsync("the key has ended", Patience);
        await using var late = Start(key);
        Assert.Equal(1, await late.ExitAsync(Patience));
        await late.NoteAsync("the server wants a key", Patience);

        SampleProcess Start(AgentKey with) => SampleProcess.Start(
            protocol.Program("follower"),
            ["127.0.0.1", server.BaseUri.Port.ToString(CultureInfo.InvariantCulture), "/api/v1", $"{experiment}", $"{agent}", "0", "3"],
            with.Environment);
    }

    private SampleProcess Device(string after, int reactions, Uri? server = null)
    {
        var port = (server ?? Server.BaseUri).Port.ToString(CultureInfo.InvariantCulture);
        return SampleProcess.Start(
            protocol.Program("follower"), ["127.0.0.1", port, "/api/v1", $"{Experiment}", $"{Agent}", after, $"{reactions}"]);
    }

    private async Task PublishAsync(int count)
    {
        var reactions = Enumerable.Range(0, count).Select(n => $$$"""{"agent_id":"{{{Agent}}}","payload":{"n":{{{n}}}}}""");
        (await Rest.PostAsync($"experiments/{Experiment}/reactions", $$"""{"reactions":[{{string.Join(',', reactions)}}]}""")).Expect(200);
    }

    private static IEnumerable<int> Seqs(SampleProcess device) => device.Lines
        .Where(line => line.StartsWith("event ", StringComparison.Ordinal))
        .Select(line => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
}
