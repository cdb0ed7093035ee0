using CrowdMind.Agents;
using CrowdMind.Deployments;
using CrowdMind.TestKit;
using CrowdMind.Tests.Recording;
using CrowdMind.Watches;

namespace CrowdMind.Tests.Watches;

/// <summary>Those who watch an agent are told how it stands, and each change; nobody waits for anybody.</summary>
public sealed class AgentWatchesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Standings _standings = new();
    private readonly AgentId _agent = AgentId.New(TimeProvider.System);
    private readonly AgentWatches _watches;

    public AgentWatchesTests()
    {
        // No agent here has a model, so nobody asks for one.
        _watches = new AgentWatches(_standings, new Boots(_standings, null!, null!, TimeProvider.System), TimeProvider.System);
        _standings.Set(_agent, "a");
    }

    [Fact]
    public async Task What_stands_is_told_at_once_and_a_change_when_it_is_said()
    {
        var sink = new RecordingAgentSink();
        await WatchAsync(sink);
        Assert.Equal(["a"], sink.Told);
        _standings.Set(_agent, "b");
        _watches.Changed(_agent);
        await sink.HearsAsync("b");
        Assert.Equal(["a", "b"], sink.Told);
    }

    [Fact]
    public async Task A_check_tells_what_was_changed_elsewhere_and_nothing_twice()
    {
        var (sink, other) = (new RecordingAgentSink(), new RecordingAgentSink());
        await WatchAsync(sink);
        await WatchAsync(other);
        await _watches.CheckAsync(default);
        _standings.Set(_agent, "b");
        await _watches.CheckAsync(default);
        await _watches.CheckAsync(default);
        _standings.Set(_agent, "b", new ReportedModel("", ModelState.Failed, "!", DateTimeOffset.UnixEpoch));
        await _watches.CheckAsync(default);
        Assert.Equal(["a", "b", "b!"], sink.Told);
        Assert.Equal(sink.Told, other.Told);
    }

    [Fact]
    public async Task A_check_is_one_question_for_all_and_none_when_nobody_watches()
    {
        await _watches.CheckAsync(default);
        Assert.Empty(_standings.Questions);
        for (var i = 0; i < 50; i++)
        {
            var agent = AgentId.New(TimeProvider.System);
            _standings.Set(agent, "x");
            await WatchAsync(new RecordingAgentSink(), agent);
        }

        var before = _standings.Questions.Count;
        await _watches.CheckAsync(default);
        Assert.Equal([50], _standings.Questions.Skip(before));
    }

    [Fact]
    public async Task A_slow_watcher_is_told_only_the_newest_and_delays_nobody()
    {
        var (slow, quick) = (new RecordingAgentSink { Writing = new Gate() }, new RecordingAgentSink());
        await WatchAsync(slow);
        await WatchAsync(quick);
        foreach (var name in new[] { "b", "c", "d" })
        {
            _standings.Set(_agent, name);
            _watches.Changed(_agent);
            await quick.HearsAsync(name);
        }

        Assert.Equal(["a"], slow.Told);
        slow.Writing.Open();
        await slow.HearsAsync("d");
        Assert.Equal(["a", "d"], slow.Told);
        Assert.Equal(["a", "b", "c", "d"], quick.Told);
    }

    [Fact]
    public async Task A_change_during_a_reading_is_read_again()
    {
        var sink = new RecordingAgentSink();
        await WatchAsync(sink);
        var gate = _standings.Reading = new Gate();
        _watches.Changed(_agent);
        await gate.Arrived;
        var before = _standings.Questions.Count;
        for (var time = 0; time < 100; time++)
            _watches.Changed(_agent);
        _standings.Set(_agent, "b");
        gate.Open();
        await sink.HearsAsync("b");
        await Eventually.TrueAsync(() => _standings.Questions.Count > before, Patience, () => "it was read again");
        Assert.Equal(before + 1, _standings.Questions.Count);
        Assert.Equal(["a", "b"], sink.Told);
    }

    [Fact]
    public async Task What_changes_between_watching_and_starting_is_told()
    {
        var watching = Assert.IsType<WatchOutcome.Watching>(await _watches.WatchAsync(_agent, default));
        _standings.Set(_agent, "b");
        await _watches.CheckAsync(default);
        var sink = new RecordingAgentSink();
        watching.Watch.Start(sink);
        await sink.HearsAsync("b");
        Assert.Equal(["b"], sink.Told);
    }

    [Fact]
    public async Task Who_left_is_told_nothing_and_an_agent_that_nobody_watches_is_let_go()
    {
        var sink = new RecordingAgentSink();
        var (watch, other) = (await WatchAsync(sink), await WatchAsync(new RecordingAgentSink()));
        watch.Dispose();
        watch.Dispose();
        Assert.Equal(1, _watches.Count);
        _standings.Set(_agent, "b");
        await _watches.CheckAsync(default);
        Assert.Equal(["a"], sink.Told);
        other.Dispose();
        Assert.Equal(0, _watches.Count);
        Assert.Null(sink.Ended);
    }

    [Fact]
    public async Task A_connection_that_is_gone_is_let_go_and_the_others_are_served()
    {
        var sink = new RecordingAgentSink();
        var gone = await WatchAsync(new RecordingAgentSink { Failure = new IOException("gone") });
        await WatchAsync(sink);
        _standings.Set(_agent, "b");
        await _watches.CheckAsync(default);
        Assert.True(gone.IsEnded);
        Assert.Equal(["a", "b"], sink.Told);
    }

    [Fact]
    public async Task Nobody_is_not_watched()
    {
        Assert.IsType<WatchOutcome.NoAgent>(await _watches.WatchAsync(AgentId.New(TimeProvider.System), default));
        Assert.Equal(0, _watches.Count);
    }

    [Fact]
    public async Task A_deleted_agent_ends_its_watches_also_one_that_has_not_started()
    {
        var (sink, late) = (new RecordingAgentSink(), new RecordingAgentSink());
        await WatchAsync(sink);
        var watching = Assert.IsType<WatchOutcome.Watching>(await _watches.WatchAsync(_agent, default));
        _standings.Delete(_agent);
        await _watches.CheckAsync(default);
        watching.Watch.Start(late);
        Assert.Equal((WatchEnd.AgentDeleted, WatchEnd.AgentDeleted), (sink.Ended, late.Ended));
        Assert.Equal(0, _watches.Count);
        Assert.Empty(late.Told);
    }

    [Fact]
    public async Task An_instance_that_stops_takes_no_watchers_and_ends_those_it_has()
    {
        var sinks = Enumerable.Range(0, 50).Select(_ => new RecordingAgentSink()).ToArray();
        foreach (var sink in sinks)
            await WatchAsync(sink);
        _watches.Close();
        Assert.IsType<WatchOutcome.Draining>(await _watches.WatchAsync(_agent, default));
        Assert.All(sinks, sink => Assert.Null(sink.Ended));
        await _watches.DrainAsync(TimeSpan.Zero);
        Assert.All(sinks, sink => Assert.Equal(WatchEnd.Draining, sink.Ended));
        Assert.Equal(0, _watches.Count);
    }

    [Fact]
    public async Task Under_many_changes_at_once_everybody_ends_with_what_stands()
    {
        var sinks = Enumerable.Range(0, 20).Select(_ => new RecordingAgentSink()).ToArray();
        await Task.WhenAll(sinks.Select(sink => Task.Run(() => WatchAsync(sink))).Concat(Enumerable.Range(0, 4).Select(changer => Task.Run(() =>
        {
            for (var n = 0; n < 200; n++)
            {
                _standings.Set(_agent, $"{changer} {n}");
                _watches.Changed(_agent);
            }
        }))));
        _standings.Set(_agent, "end");
        _watches.Changed(_agent);
        foreach (var sink in sinks)
            await sink.HearsAsync("end");
    }

    private async Task<AgentWatch> WatchAsync(RecordingAgentSink sink, AgentId? agent = null)
    {
        var watching = Assert.IsType<WatchOutcome.Watching>(await _watches.WatchAsync(agent ?? _agent, default));
        watching.Watch.Start(sink);
        return watching.Watch;
    }
}
