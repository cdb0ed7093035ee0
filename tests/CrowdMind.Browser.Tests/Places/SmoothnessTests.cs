using System.Diagnostics;
using System.Globalization;
using CrowdMind.Browser.Tests.Browsers;
using CrowdMind.TestKit.Wire;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace CrowdMind.Browser.Tests.Places;

/// <summary>
/// How much work a live experiment is for the page: a few seconds of it, or as many as <c>DASHBOARD_SECONDS</c> says.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class SmoothnessTests(BrowserFixture here, ITestOutputHelper output) : IClassFixture<BrowserFixture>
{
    private const int PerSecond = 5000;
    private const int UsualSeconds = 3;
    private const double BlockedMilliseconds = 50;
    private const long HeapBytes = 4 * 1024 * 1024;

    private static readonly int? Wanted = int.TryParse(
        Environment.GetEnvironmentVariable("DASHBOARD_SECONDS"), CultureInfo.InvariantCulture, out int wanted) ? wanted : null;

    private static readonly int Seconds = Wanted ?? UsualSeconds;

    // The aim is for a run of some length. A page that has just been loaded is still being compiled: it has the whole
    // frame of a display with 60 a second.
    private static readonly double FrameMilliseconds = Wanted is null ? 1000.0 / 60 : 8;

    [Fact]
    public async Task Five_thousand_reactions_a_second_are_little_work_for_the_page()
    {
        using var rest = new RestClient(here.Server.BaseUri);
        var experiment = await rest.CreateExperimentAsync();
        Guid[] agents = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => rest.CreateAgentAsync()));
        await using var visit = await Visit.ToAsync(here, $"experiments/{experiment}");
        var connection = visit.Page.Locator(".connection");
        await Expect(connection).ToHaveAttributeAsync("data-phase", "live");
        long sent = await PublishAsync(rest, experiment, agents, TimeSpan.FromSeconds(Seconds / 2.0));
        long halfway = await WorkMeter.HeapBytesAsync(visit.Page);
        var meter = await WorkMeter.StartAsync(visit.Page);
        sent += await PublishAsync(rest, experiment, agents, TimeSpan.FromSeconds(Seconds / 2.0));
        var work = await meter.StopAsync();
        long end = await WorkMeter.HeapBytesAsync(visit.Page);

        long head = (await rest.ExperimentAsync(experiment)).Expect(200).Json.GetProperty("last_seq").GetInt64();
        await Expect(connection).ToHaveAttributeAsync("data-seq", head.ToString(CultureInfo.InvariantCulture));
        await Expect(connection).ToHaveAttributeAsync("data-missing", "0");
        await visit.PictureAsync("five-thousand-a-second");

        output.WriteLine($"{sent} reactions in {Seconds} s; of the second half {work}; heap {halfway / 1024} KiB halfway, {end / 1024} KiB at the end");
        Assert.InRange(work.Quantile(0.95), 0, FrameMilliseconds);
        Assert.InRange(work.LongestTask, 0, BlockedMilliseconds);
        Assert.InRange(end, 0, halfway + HeapBytes);
    }

    /// <summary>Publishes at the rate, in portions of what is due.</summary>
    private static async Task<long> PublishAsync(RestClient rest, Guid experiment, Guid[] agents, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        long sent = 0;
        while (clock.Elapsed < time && await timer.WaitForNextTickAsync())
        {
            int due = (int)Math.Min(PerSecond, (long)(clock.Elapsed.TotalSeconds * PerSecond) - sent);
            if (due <= 0)
                continue;
            long first = sent;
            (await rest.PublishLinesAsync(experiment, Enumerable.Range(0, due).Select(i => Reaction(agents, first + i)))).Expect(200);
            sent += due;
        }

        return sent;
    }

    private static Reaction Reaction(Guid[] agents, long i) => new(agents[i % agents.Length], string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"mood":{{Math.Round(Math.Sin(i / 500.0), 4)}},"word":"{{(i % 7) switch { 0 => "joy", 1 => "worry", _ => "calm" }}}","count":{{i}}}"""));
}
