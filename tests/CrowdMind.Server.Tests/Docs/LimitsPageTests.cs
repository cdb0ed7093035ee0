using System.Globalization;
using System.Text.RegularExpressions;
using CrowdMind.Server.Hosting;
using CrowdMind.TestKit;
using Microsoft.Extensions.Configuration;

namespace CrowdMind.Server.Tests.Docs;

/// <summary>docs/LIMITS.md says what the server does: its numbers are those of the code, its settings are read and in the README.</summary>
public sealed partial class LimitsPageTests
{
    private static readonly string Page = File.ReadAllText(RepositoryFolder.Path("docs", "LIMITS.md"));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_row_tells_the_number_of_the_code(string what, string number)
    {
        var row = Page.Split('\n').SingleOrDefault(line => line.StartsWith($"| {what} |", StringComparison.Ordinal));
        Assert.True(row is not null, $"There is no row, or there are two, for '{what}'.");
        Assert.True(Word(number).IsMatch(row), $"'{what}' is {number} in the code, but the page says: {row}");
    }

    [Fact]
    public void Every_setting_on_the_page_is_in_the_README_too()
    {
        var settings = File.ReadAllText(RepositoryFolder.Path("README.md"));
        Assert.All(Setting().Matches(Page), found => Assert.Contains($"`{found.Groups[1].Value}`", settings, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_bounded_by_caller_in_dev_unless_it_is_set_and_elsewhere_it_is()
    {
        Assert.Equal(new(0, 0, 0, 0), Read(("ENV", "dev")).Admission);
        Assert.Equal(
            new(Limits.PublishesPerSecond, Limits.ExperimentPublishesPerSecond, Limits.ConnectionsPerCaller, 0),
            Read(("ENV", "prod"), ("API_KEYS", "ops:admin:0123456789abcdef0123456789abcdef")).Admission);
        Assert.Equal(
            new(1, 2, 3, 4),
            Read(
                ("MAX_PUBLISHES_PER_SECOND", "1"), ("MAX_EXPERIMENT_PUBLISHES_PER_SECOND", "2"),
                ("MAX_CONNECTIONS_PER_CALLER", "3"), ("MAX_CONNECTIONS_PER_ADDRESS", "4")).Admission);
    }

    public static TheoryData<string, string> Numbers() => new()
    {
        { "reactions a second from one caller", Spelt(Limits.PublishesPerSecond) },
        { "reactions a second for one experiment, from all", Spelt(Limits.ExperimentPublishesPerSecond) },
        { "live connections of one caller", Spelt(Limits.ConnectionsPerCaller) },
        { "credentials that are not good, from one address", $"{Limits.FailedAttempts} at once, then one in {Limits.FailedAttemptSeconds} s" },
        { "experiments that one hub connection follows", Spelt(Limits.JoinedExperiments) },
        { "agents that one hub connection watches", Spelt(Limits.WatchedAgents) },
        { "datasets that one hub connection watches", Spelt(Limits.WatchedDatasets) },
        { "unanswered reactions of one WebSocket", Spelt(Limits.SocketAppendsInFlight) },
        { "uploads of files under way, of one caller", Spelt(Limits.UploadsPerCaller) },
        { "exports under way, of one caller", Spelt(Limits.ExportsPerCaller) },
        { "a payload", $"{Read().MaxReactionKb} KiB" },
        { "a reaction beside its payload", $"{Limits.EnvelopeBytes / 1024} KiB" },
        { "a `ref` on a socket", $"{Limits.RefBytes} bytes" },
        { "a JSON batch", $"{Limits.BatchReactions} reactions, {Limits.BatchBytes / 1024 / 1024} MiB" },
        { "traits, a scenario", $"{Limits.DocumentBytes / 1024 / 1024} MiB" },
        { "nesting of JSON", $"{Limits.JsonDepth} levels" },
        { "the first line of a request", $"{Limits.RequestLineBytes / 1024} KiB" },
        { "the headers of a request", $"{Limits.Headers} of them, {Limits.HeadersBytes / 1024} KiB" },
        { "a credential", $"{Limits.TokenCharacters} characters" },
        { "a name", $"{Limits.NameCharacters} characters" },
        { "an agent's `supported_operators`, an `error` it reports", $"{Limits.SupportedOperators}, {Limits.ReportCharacters} characters" },
        { "the version of a dataset or a model", $"{Limits.VersionCharacters} characters" },
        { "a model's file", $"{Limits.UploadMb} MiB" },
        { "the file of a dataset's version", $"{Limits.DatasetUploadMb} MiB" },
        { "a line of it", $"{Limits.FileLineBytes / 1024 / 1024} MiB" },
        { "what a form holds beside the file", $"{Limits.FormBytes / 1024} KiB" },
        {
            "a model's metrics; labels; description",
            $"{Limits.MetricsBytes / 1024} KiB; {Spelt(Limits.ModelLabels)} of {Limits.NameCharacters} characters; {Limits.DescriptionCharacters} characters"
        },
        { "rows of one call", Spelt(Limits.GenerateRows) },
        { "`limit`", $"1 to {Limits.ListMaximum}" },
        { "faults of one request that are told", $"{Limits.FaultsTold}" },
        { "the head of a request", $"{Limits.HeadersSeconds} s" },
        { "silence of an NDJSON body", $"{Limits.UploadSilenceMinutes} minutes" },
        { "to find out whose a credential is", $"{Limits.AuthenticationSeconds} s" },
        { "the hub's handshake", $"{Limits.HubHandshakeSeconds} s" },
        { "pings of a WebSocket that no pong answers", $"{Limits.SocketHeartbeatsMissed}, one every {Limits.SocketHeartbeatSeconds} s" },
        { "a peer that vanished", $"{Limits.TcpQuietSeconds} s, then {Limits.TcpQuestions} questions of the kernel in {Limits.TcpAskAgainSeconds} s" },
        { "silence of a subscriber that takes no byte", $"{Limits.SlowSubscriberTimeoutSeconds} s" },
        {
            "reactions waiting to be written",
            $"{Limits.AppendQueueBytes / 1024 / 1024} MiB, {Spelt(Limits.AppendQueueLength)} appends | 503 at once, at most {Limits.AppendQueueWaitMilliseconds} ms later; sockets and NDJSON bodies are not read for up to {Limits.AppendQueuePatienceSeconds} s"
        },
        { "generations that run or wait", Spelt(Limits.GenerationsWaiting) },
        { "uploads of files under way", Spelt(Limits.UploadsAtOnce) },
        { "exports under way", Spelt(Limits.ExportsAtOnce) },
        { "callers, experiments and addresses whose rates are counted", Spelt(Limits.CountedParties) },
    };

    private static ServerOptions Read(params (string Name, string Value)[] settings) => new Settings(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build()).Read();

    // Four digits are read without a comma.
    private static string Spelt(int number) => number.ToString(number < 10_000 ? "D" : "N0", CultureInfo.InvariantCulture);

    private static Regex Word(string number) => new($@"(?<![\d,]){Regex.Escape(number)}(?![\d])");

    [GeneratedRegex(@"`([A-Z]+(?:_[A-Z]+)+)`")]
    private static partial Regex Setting();
}
