using CrowdMind.Agents;
using CrowdMind.Experiments;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ExperimentLogSpec
{
    [Fact]
    public async Task An_experiment_is_found_as_it_was_added_also_after_the_engine_was_opened_again()
    {
        var scenario = new RawJson("""{"exits" : 2, "n":1.0, "s":"\u00e9 é 🎉"}""");
        var added = new Experiment(
            ExperimentId.New(Clock), "Übung \"🎉\"", ExperimentStatus.Draft, scenario, null, null, Clock.Now(), Seq.Zero);
        var bare = added with { Id = ExperimentId.New(Clock), Scenario = null };
        await Engine.Experiments.AddAsync(added, Stop);
        await Engine.Experiments.AddAsync(bare, Stop);
        await ReopenAsync();
        Assert.Equal(added, await Engine.Experiments.FindAsync(added.Id, Stop));
        Assert.Equal(bare, await Engine.Experiments.FindAsync(bare.Id, Stop));
        Assert.Null(await Engine.Experiments.FindAsync(ExperimentId.New(Clock), Stop));
    }

    [Fact]
    public async Task Experiments_are_listed_newest_first_in_parts_with_their_number()
    {
        foreach (var name in new[] { "b", "c", "d" })
        {
            Clock.Jump(TimeSpan.FromSeconds(1));
            await AddExperimentAsync(name);
        }

        var listing = await Engine.Experiments.ListAsync(null, new Slice(2, 1), Stop);
        Assert.Equal(["c", "b"], listing.Items.Select(experiment => experiment.Name));
        Assert.Equal(4, listing.Total);
        Assert.Empty((await Engine.Experiments.ListAsync(null, new Slice(2, 4), Stop)).Items);
    }

    [Fact]
    public async Task Experiments_are_listed_by_status()
    {
        await AddExperimentAsync("left as a draft");
        await AppendAsync(Started());
        var running = await Engine.Experiments.ListAsync(ExperimentStatus.Running, new Slice(10, 0), Stop);
        Assert.Equal((Experiment, 1), (Assert.Single(running.Items).Id, running.Total));
        Assert.Equal(1, (await Engine.Experiments.ListAsync(ExperimentStatus.Draft, new Slice(10, 0), Stop)).Total);
        Assert.Equal(0, (await Engine.Experiments.ListAsync(ExperimentStatus.Stopped, new Slice(10, 0), Stop)).Total);
    }

    [Fact]
    public async Task An_agent_is_found_as_it_was_added_also_after_the_engine_was_opened_again()
    {
        var traits = new RawJson("""{ "speed":1.50 }""");
        var added = new Agent(AgentId.New(Clock), "Пешеход 🚶", AgentType.Physical, traits, Clock.Now());
        var bare = added with { Id = AgentId.New(Clock), Traits = null };
        await Engine.Agents.AddAsync(added, Stop);
        await Engine.Agents.AddAsync(bare, Stop);
        await ReopenAsync();
        Assert.Equal(added, await Engine.Agents.FindAsync(added.Id, Stop));
        Assert.Equal(bare, await Engine.Agents.FindAsync(bare.Id, Stop));
        Assert.Null(await Engine.Agents.FindAsync(AgentId.New(Clock), Stop));
    }

    [Fact]
    public async Task Agents_are_listed_newest_first_in_parts_with_their_number()
    {
        foreach (var name in new[] { "b", "c", "d" })
        {
            Clock.Jump(TimeSpan.FromSeconds(1));
            await AddAgentAsync(name);
        }

        var listing = await Engine.Agents.ListAsync(AgentFilter.All, new Slice(2, 1), Stop);
        Assert.Equal(["c", "b"], listing.Items.Select(agent => agent.Name));
        Assert.Equal(4, listing.Total);
    }

    [Fact]
    public async Task An_agent_is_deleted_once()
    {
        Assert.True(await Engine.Agents.DeleteAsync(Agent, Stop));
        Assert.False(await Engine.Agents.DeleteAsync(Agent, Stop));
        Assert.Null(await Engine.Agents.FindAsync(Agent, Stop));
        Assert.Equal(0, (await Engine.Agents.ListAsync(AgentFilter.All, new Slice(10, 0), Stop)).Total);
    }
}
