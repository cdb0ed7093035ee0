using System.Globalization;
using CrowdMind.Server.Tests.Crash;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Samples;

/// <summary>samples/crowd against the real server.</summary>
public sealed class CrowdTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("ws")]
    [InlineData("rest")]
    [InlineData("ndjson")]
    public async Task What_was_acknowledged_comes_back_once_and_in_order_though_the_server_dies(string transport)
    {
        await using var server = await CrowdMindServer.StartAsync();
        await using var crowd = Run(server.BaseUri, "--transport", transport, "--seconds", "6", "--rate", "200");
        await crowd.LinesAsync(3, Patience); // the crowd is there, and two seconds of it have been reported
        await server.KillAsync();
        await server.RestartAsync();

        Assert.True(await crowd.ExitAsync(Patience) == 0, string.Join('\n', [.. crowd.Lines, crowd.Notes]));
        var summary = Summary(crowd);
        Assert.InRange(summary["sent"], 300, 1200);
        Assert.Equal(summary["sent"], summary["acknowledged"]);
        Assert.Equal(summary["sent"], summary["seen back"]);
        Assert.Equal(0, summary["missing"]);
        Assert.Equal(0, summary["out of order"]);
        Assert.InRange(summary["resumes"], 1, 20);
    }

    [Theory]
    [InlineData(Tampering.Drop)]
    [InlineData(Tampering.Repeat)]
    [InlineData(Tampering.Swap)]
    public async Task One_event_lost_doubled_or_out_of_place_fails_the_run(Tampering how)
    {
        await using var server = await CrowdMindServer.StartAsync();
        await using var proxy = new TamperingProxy(server.BaseUri, how, atEvent: 20);
        await using var crowd = Run(proxy.Address, "--transport", "rest", "--seconds", "1", "--rate", "100");

        Assert.True(await crowd.ExitAsync(Patience) == 1, string.Join('\n', [.. crowd.Lines, crowd.Notes]));
        Assert.InRange(Summary(crowd)["out of order"], 1, 3);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_run_with_its_summary()
    {
        await using var server = await CrowdMindServer.StartAsync();
        await using var crowd = Run(server.BaseUri, "--seconds", "0");
        await crowd.LinesAsync(2, Patience);
        await crowd.InterruptAsync();

        Assert.Equal(0, await crowd.ExitAsync(Patience));
        Assert.InRange(Summary(crowd)["acknowledged"], 1, 1000);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_in_one_sentence()
    {
        await using var crowd = SampleProcess.DotNet("crowd.dll", "--url", $"http://127.0.0.1:{FreePort.Next()}/api");

        Assert.Equal(1, await crowd.ExitAsync(Patience));
        Assert.StartsWith("No CrowdMind server answers at", crowd.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rate", "fast", "--rate must be 0.01 to 1000000, not 'fast'.")]
    [InlineData("--transport", "pigeon", "--transport must be ws, rest or ndjson, not 'pigeon'.")]
    [InlineData("--speed", "1", "There is no option --speed. See --help.")]
    public async Task A_wrong_option_is_named_with_what_would_be_right(string option, string value, string note)
    {
        await using var crowd = SampleProcess.DotNet("crowd.dll", option, value);

        Assert.Equal(2, await crowd.ExitAsync(Patience));
        Assert.Equal(note, crowd.Notes);
    }

    private static SampleProcess Run(Uri server, params string[] arguments) =>
        SampleProcess.DotNet("crowd.dll", ["--url", $"{server}api/v1", "--agents", "10", .. arguments]);

    /// <summary>The counts of the summary, by their names.</summary>
    private static Dictionary<string, int> Summary(SampleProcess crowd) => crowd.Lines
        .Select(line => line.Split("  ", 2, StringSplitOptions.TrimEntries))
        .Where(pair => pair.Length == 2 && int.TryParse(pair[1], CultureInfo.InvariantCulture, out _))
        .ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture));
}
