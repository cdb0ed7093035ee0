using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ExperimentLogSpec
{
    [Fact]
    public async Task An_event_carries_the_clocks_time_to_the_microsecond()
    {
        Clock.Jump(TimeSpan.FromTicks(12_345_678_9));
        var appended = await ReactAsync(Draft());
        Assert.Equal(Clock.Now(), appended.At);
        Assert.Equal("2026-01-01T00:00:12.345678Z", Text(Assert.Single(await ReadAllAsync()).At));
    }

    [Fact]
    public async Task Time_stands_still_when_the_clock_goes_back()
    {
        var before = (await ReactAsync(Draft())).At;
        Clock.Jump(TimeSpan.FromHours(-1));
        Assert.Equal(before, (await ReactAsync(Draft())).At);
        Clock.Jump(TimeSpan.FromHours(2));
        Assert.Equal(before + TimeSpan.FromHours(1), (await ReactAsync(Draft())).At);
    }

    [Fact]
    public async Task A_clock_that_went_back_is_noticed_after_the_engine_was_opened_again()
    {
        var before = (await ReactAsync(Draft())).At;
        Clock.Jump(TimeSpan.FromDays(-1));
        await ReopenAsync();
        Assert.Equal(before, (await ReactAsync(Draft())).At);
    }

    [Fact]
    public async Task A_status_change_does_not_go_back_either()
    {
        var before = (await ReactAsync(Draft())).At;
        Clock.Jump(TimeSpan.FromHours(-1));
        var started = Assert.IsType<AppendOutcome.StatusChanged>(await AppendAsync(Started()));
        Assert.Equal((before, before), (started.At, started.Experiment.StartedAt));
    }

    [Fact]
    public async Task Instances_whose_clocks_disagree_write_one_log_in_one_time()
    {
        var late = new ManualTime();
        late.Jump(TimeSpan.FromMinutes(-5));
        await using var second = await OpenAsync(late);
        for (var n = 0; n < 4; n++)
        {
            Clock.Jump(TimeSpan.FromSeconds(1));
            await ReactAsync(Draft());
            await second.Log.AppendAsync([React(Draft())], Stop);
        }

        var times = (await ReadAllAsync()).Select(one => Text(one.At)).ToArray();
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
    }

    [Fact]
    public async Task The_events_of_other_logs_do_not_hold_a_clock_back()
    {
        await ReactAsync(Draft());
        Clock.Jump(TimeSpan.FromHours(-1));
        var other = await AddExperimentAsync();
        var outcome = await AppendAsync(new AppendRequest.Reactions(other, [Draft()]));
        Assert.Equal(Clock.Now(), Assert.IsType<AppendOutcome.Appended>(outcome).At);
    }
}
