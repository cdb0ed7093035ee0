using System.Text.Json;
using CrowdMind.Server.Tests.Crash;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Samples;

/// <summary>samples/subscriber-python against the real server.</summary>
public sealed class SubscriberPythonTests : SubscriberSpec
{
    private const string Script = "subscriber-python/subscriber.py";
    private readonly string _cursorFile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public async Task It_resumes_without_a_gap_when_the_server_is_killed_and_restarted()
    {
        await using var subscriber = Subscribe("--after", "0");
        await PublishAsync(20);
        await subscriber.LinesAsync(20, Patience);
        for (int round = 1; round <= 2; round++)
        {
            await PublishAsync(10); // some of them may be on their way when the server dies
            await Server.KillAsync();
            await subscriber.NoteAsync("again in", Patience);
            await Server.RestartAsync();
            await PublishAsync(10);
            await subscriber.LinesAsync(20 + (20 * round), Patience);
        }

        Assert.Equal(Enumerable.Range(1, 60), Seqs(subscriber));
    }

    [Fact]
    public async Task It_resumes_without_a_gap_when_the_server_is_stopped_politely()
    {
        await using var subscriber = Subscribe("--after", "0");
        await PublishAsync(5);
        await subscriber.LinesAsync(5, Patience);
        await Server.StopAsync();
        await subscriber.NoteAsync("closed with 1001 after seq 5", Patience);
        await Server.RestartAsync();
        await PublishAsync(5);
        await subscriber.LinesAsync(10, Patience);

        Assert.Equal(Enumerable.Range(1, 10), Seqs(subscriber));
    }

    [Fact]
    public async Task It_goes_on_from_its_cursor_file_when_it_is_started_again()
    {
        await using (var first = Subscribe("--after", "0", "--cursor", _cursorFile))
        {
            await PublishAsync(5);
            await first.LinesAsync(5, Patience);
            await first.InterruptAsync();
            Assert.Equal(0, await first.ExitAsync(Patience));
        }

        await PublishAsync(5);
        await using var second = Subscribe("--cursor", _cursorFile);
        await second.LinesAsync(5, Patience);

        Assert.Equal(Enumerable.Range(6, 5), Seqs(second));
    }

    [Theory]
    [InlineData(Tampering.Drop)]
    [InlineData(Tampering.Repeat)]
    [InlineData(Tampering.Swap)]
    public async Task It_notices_an_event_lost_doubled_or_out_of_place_and_mends_it(Tampering how)
    {
        await using var proxy = new TamperingProxy(Server.BaseUri, how, atEvent: 5);
        await using var subscriber = SampleProcess.Python(
            Script, "--url", $"{proxy.Address}api/v1", "--experiment", $"{Experiment}", "--after", "0");
        await PublishAsync(20);
        await subscriber.NoteAsync("expected seq", Patience);
        await subscriber.LinesAsync(20, Patience);

        Assert.Equal(Enumerable.Range(1, 20), Seqs(subscriber));
    }

    [Fact]
    public async Task It_stops_when_theExperiment_is_deleted()
    {
        await using var subscriber = Subscribe("--after", "0");
        await PublishAsync(1);
        await subscriber.LinesAsync(1, Patience);
        (await Rest.DeleteExperimentAsync(Experiment)).Expect(204);

        Assert.Equal(1, await subscriber.ExitAsync(Patience));
        Assert.Contains("closed with 4404", subscriber.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--after", "7", "shorter than 7")]
    [InlineData("--experiment", "0190a0a0-2222-7000-8000-000000000099", "there is no experiment")]
    [InlineData("--experiment", "no-uuid", "does not take")]
    public async Task It_stops_when_coming_back_would_not_help(string option, string value, string note)
    {
        await using var subscriber = Subscribe(option, value);

        Assert.Equal(1, await subscriber.ExitAsync(Patience));
        await subscriber.NoteAsync(note, Patience);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        File.Delete(_cursorFile);
    }

    private SampleProcess Subscribe(params string[] arguments) => SampleProcess.Python(
        Script, ["--url", $"{Server.BaseUri}api/v1", "--experiment", $"{Experiment}", .. arguments]);

    private async Task PublishAsync(int count)
    {
        for (int n = 0; n < count; n++)
        {
            var answer = await Rest.PostAsync(
                "reactions",
                JsonSerializer.Serialize(new { experiment_id = Experiment, agent_id = Agent, payload = new { n } }));
            answer.Expect(201);
        }
    }

    private static IEnumerable<int> Seqs(SampleProcess subscriber) => subscriber.Lines.Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("seq").GetInt32();
    });
}
