using System.Text.Json;
using CrowdMind.Agents;
using CrowdMind.Demo;
using CrowdMind.Experiments;
using CrowdMind.Logs;
using CrowdMind.TestKit;
using CrowdMind.Tests.Feeds;

namespace CrowdMind.Tests.Demo;

/// <summary>A crowd for whoever has none yet.</summary>
public sealed class DemoCrowdTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly string[] Moods = ["furious", "worried", "calm", "glad", "delighted"];

    [Fact]
    public async Task It_reacts_in_an_experiment_of_its_own()
    {
        await using var core = await LiveCore.StartAsync();
        using var demo = await DemoAsync(core);
        await PassAsync(core, () => HeadAsync(core), head => head >= 20);

        var experiment = await FindAsync(core);
        Assert.Equal((DemoCrowd.Name, ExperimentStatus.Running), (experiment.Name, experiment.Status));
        Assert.Equal(24 + 1, (await core.Engine.Agents.ListAsync(AgentFilter.All, new Slice(100, 0), default)).Total);
        var page = await core.Engine.Log.ReadLatestReactionsAsync(DemoCrowd.ExperimentId, new Slice(10, 0), default);
        using var payload = JsonDocument.Parse(page[0].Payload);
        Assert.InRange(payload.RootElement.GetProperty("score").GetDouble(), -1, 1);
        Assert.Contains($"{payload.RootElement.GetProperty("mood")}", Moods);
    }

    [Fact]
    public async Task A_later_start_goes_on_in_the_same_log_with_the_same_agents()
    {
        await using var core = await LiveCore.StartAsync();
        using (await DemoAsync(core))
            await PassAsync(core, () => HeadAsync(core), head => head >= 5);
        var before = await FindAsync(core);
        using var again = await DemoAsync(core);
        await PassAsync(core, () => HeadAsync(core), head => head >= before.LastSeq.Value + 5);

        Assert.Equal(before.CreatedAt, (await FindAsync(core)).CreatedAt);
        Assert.Equal(24 + 1, (await core.Engine.Agents.ListAsync(AgentFilter.All, new Slice(100, 0), default)).Total);
    }

    [Fact]
    public async Task It_is_silent_while_its_experiment_is_stopped()
    {
        await using var core = await LiveCore.StartAsync();
        using var demo = await DemoAsync(core);
        await PassAsync(core, () => HeadAsync(core), head => head >= 2);
        await ChangeAsync(core, ExperimentStatus.Stopped);
        var stopped = await HeadAsync(core);
        for (var second = 0; second < 30; second++)
            core.Time.Advance(Second);
        Assert.Equal(stopped, await HeadAsync(core));

        await ChangeAsync(core, ExperimentStatus.Running);
        await PassAsync(core, () => HeadAsync(core), head => head >= stopped + 5);
    }

    [Fact]
    public async Task A_full_log_ends_it_and_the_next_start_begins_anew()
    {
        await using var core = await LiveCore.StartAsync();
        using (await DemoAsync(core))
            await FillAsync(core, Limits.DemoEvents - 20);
        using (var last = await DemoAsync(core))
        {
            await PassAsync(core, () => Task.FromResult(last.Reacting.IsCompleted), over => over);
            Assert.Equal(DemoEnd.Full, await last.Reacting);
        }

        var full = await FindAsync(core);
        Assert.Equal(ExperimentStatus.Stopped, full.Status);
        Assert.InRange(full.LastSeq.Value, Limits.DemoEvents, Limits.DemoEvents + 20);
        using var anew = await DemoAsync(core);
        Assert.Equal(1, await HeadAsync(core));
    }

    [Fact]
    public async Task It_ends_when_its_experiment_is_deleted()
    {
        await using var core = await LiveCore.StartAsync();
        using var demo = await DemoAsync(core);
        await core.Engine.Experiments.DeleteAsync(DemoCrowd.ExperimentId, default);
        await PassAsync(core, () => Task.FromResult(demo.Reacting.IsCompleted), over => over);
        Assert.Equal(DemoEnd.ExperimentDeleted, await demo.Reacting);
    }

    [Fact]
    public async Task It_ends_when_all_its_agents_are_deleted_and_not_before()
    {
        await using var core = await LiveCore.StartAsync();
        using var demo = await DemoAsync(core);
        var all = (await core.Engine.Agents.ListAsync(AgentFilter.All, new Slice(100, 0), default)).Items.Where(agent => agent.Id != core.Agent).ToList();
        foreach (var agent in all[1..])
            await core.Engine.Agents.DeleteAsync(agent.Id, default);
        await PassAsync(core, () => HeadAsync(core), head => head >= 5);
        await core.Engine.Agents.DeleteAsync(all[0].Id, default);
        await PassAsync(core, () => Task.FromResult(demo.Reacting.IsCompleted), over => over);
        Assert.Equal(DemoEnd.NobodyLeft, await demo.Reacting);
    }

    private static async Task<RunningDemo> DemoAsync(LiveCore core)
    {
        var crowd = new DemoCrowd(core.Engine.Experiments, core.Engine.Agents, core.Writer, core.Time);
        await crowd.EnterAsync(default).WaitAsync(Within);
        return new RunningDemo(crowd);
    }

    /// <summary>Lets seconds pass until something is so.</summary>
    private static Task PassAsync<T>(LiveCore core, Func<Task<T>> look, Func<T, bool> enough) => Eventually.TrueAsync(
        async () =>
        {
            core.Time.Advance(Second);
            return enough(await look());
        },
        Within, () => "the demo got there");

    private static async Task<Experiment> FindAsync(LiveCore core) =>
        await core.Engine.Experiments.FindAsync(DemoCrowd.ExperimentId, default) ?? throw new InvalidOperationException("No demo.");

    private static async Task<long> HeadAsync(LiveCore core) => (await FindAsync(core)).LastSeq.Value;

    private static Task<AppendOutcome> ChangeAsync(LiveCore core, ExperimentStatus status) =>
        core.Writer.AppendAsync(new AppendRequest.StatusChange(DemoCrowd.ExperimentId, status), default).WaitAsync(Within);

    private static async Task FillAsync(LiveCore core, int head)
    {
        while (head - await HeadAsync(core) is > 0 and var left)
        {
            var outcome = await core.Writer.AppendAsync(
                core.Request((int)Math.Min(left, 5000), to: DemoCrowd.ExperimentId), default).WaitAsync(Within);
            Assert.IsType<AppendOutcome.Appended>(outcome);
        }
    }

    private sealed class RunningDemo : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public RunningDemo(DemoCrowd crowd) => Reacting = crowd.ReactAsync(_stop.Token);

        public Task<DemoEnd> Reacting { get; }

        public void Dispose()
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }
}
