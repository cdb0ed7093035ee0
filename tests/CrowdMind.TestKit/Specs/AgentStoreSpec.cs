using CrowdMind.Agents;
using CrowdMind.Deployments;
using CrowdMind.Experiments;
using CrowdMind.Models;
using CrowdMind.TestKit.Engines;

namespace CrowdMind.TestKit.Specs;

/// <summary>The contract of <see cref="IAgentStore"/> and <see cref="IDeploymentStore"/>; every engine inherits it.</summary>
public abstract partial class AgentStoreSpec : IAsyncLifetime
{
    /// <summary>The time of everything in these tests.</summary>
    protected static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Slice Few = new(10, 0);

    private AgentEngine? _engine;

    /// <summary>The agents.</summary>
    protected IAgentStore Agents => Engine.Agents;

    /// <summary>What they are to run.</summary>
    protected IDeploymentStore Deployments => Engine.Deployments;

    /// <summary>The engine under test.</summary>
    protected AgentEngine Engine => _engine ?? throw new InvalidOperationException("The engine is not open.");

    /// <summary>Opens the engine on this test's data; a second time it is another instance beside the first.</summary>
    protected abstract Task<AgentEngine> OpenAsync();

    /// <inheritdoc/>
    public async Task InitializeAsync() => _engine = await OpenAsync();

    /// <inheritdoc/>
    public virtual async Task DisposeAsync() => await Engine.DisposeAsync();

    /// <summary>Closes the engine and opens it again.</summary>
    protected async Task ReopenAsync()
    {
        await Engine.DisposeAsync();
        _engine = await OpenAsync();
    }

    /// <summary>An agent that nobody has stored yet.</summary>
    protected static Agent AgentOf(AgentType type = AgentType.Physical, TimeSpan afterNoon = default) =>
        new(AgentId.New(TimeProvider.System), "ada", type, null, Noon + afterNoon);

    /// <summary>An agent that is stored.</summary>
    protected Task<Agent> NewAgentAsync(AgentType type = AgentType.Physical, TimeSpan afterNoon = default) =>
        StoreAsync(AgentOf(type, afterNoon));

    /// <summary>A model that is stored, with a file.</summary>
    protected async Task<Model> NewModelAsync(long size = 1000, long? arena = 500, params OperatorSignature[] operators)
    {
        var model = new Model(
            ModelId.New(TimeProvider.System), Guid.NewGuid().ToString(), "1.0", null, [], null, null, null, null, Noon, File: null);
        Assert.IsType<AddModelOutcome.Added>(await Engine.Models.AddAsync(model, default));
        var signature = new ModelSignature(3, null, [], [], operators, 1, 1, 1, size, arena, "guessed", [], null);
        var file = new ModelFile($"models/{model.Id}/1.0.tflite", new string('a', 64), size, signature);
        await Engine.Loose.AddAsync(file.StoragePath, Noon, default);
        Assert.IsType<SetFileOutcome.Stored>(await Engine.Models.SetFileAsync(model.Id, file, default));
        return model with { File = file };
    }

    private async Task<Agent> StoreAsync(Agent agent)
    {
        await Agents.AddAsync(agent, default);
        return agent;
    }

    private async Task<ExperimentId> NewExperimentAsync(string name = "crowd", TimeSpan afterNoon = default)
    {
        var experiment = new Experiment(
            ExperimentId.New(TimeProvider.System), name, ExperimentStatus.Draft, null, null, null, Noon + afterNoon, Seq.Zero);
        await Engine.Experiments.AddAsync(experiment, default);
        return experiment.Id;
    }

    private async Task<Agent> FoundAsync(Agent agent) => (await Agents.FindAsync(agent.Id, default))!;

    private async Task<Deployment> DeploymentAsync(Agent agent) =>
        Assert.Single(await Deployments.ReadAsync([agent.Id], default)).Value;

    private Task<AssignOutcome> AssignAsync(Agent agent, Model model, bool force = false, int second = 0) =>
        Deployments.AssignAsync(agent.Id, model, force, Noon.AddSeconds(second), default);

    [Fact]
    public async Task An_agent_is_found_as_it_was_added_also_after_a_restart()
    {
        var agent = await StoreAsync(AgentOf() with
        {
            Name = "Пешеход 🚶",
            Traits = new RawJson("""{ "speed":1.50 }"""),
            MemoryBytes = 9_007_199_254_740_991,
            FlashBytes = 0,
            SupportedOperators = [new("CONV_2D", 3), new("Müsli", null)],
        });
        var bare = await NewAgentAsync();
        await ReopenAsync();
        var found = await FoundAsync(agent);
        Assert.Equal(agent.SupportedOperators, found.SupportedOperators);
        Assert.Equal(agent with { SupportedOperators = null }, found with { SupportedOperators = null });
        Assert.Equal(bare, await FoundAsync(bare));
        Assert.Null(await Agents.FindAsync(AgentId.New(TimeProvider.System), default));
    }

    [Fact]
    public async Task That_nothing_is_supported_is_not_that_nobody_said()
    {
        var agent = await StoreAsync(AgentOf() with { SupportedOperators = [] });
        Assert.Equal([], (await FoundAsync(agent)).SupportedOperators);
        Assert.Null((await FoundAsync(await NewAgentAsync())).SupportedOperators);
    }

    [Fact]
    public async Task Agents_are_listed_newest_first_by_type_and_by_model()
    {
        var (digital, physical, other) = (
            await NewAgentAsync(AgentType.Digital), await NewAgentAsync(afterNoon: TimeSpan.FromSeconds(1)), await NewAgentAsync(afterNoon: TimeSpan.FromSeconds(2)));
        var model = await NewModelAsync();
        await AssignAsync(digital, model);
        await AssignAsync(other, model);
        await HoldsAsync(AgentFilter.All, [other, physical, digital]);
        await HoldsAsync(new AgentFilter(AgentType.Physical), [other, physical]);
        await HoldsAsync(new AgentFilter(ModelId: model.Id), [other, digital]);
        await HoldsAsync(new AgentFilter(AgentType.Digital, model.Id), [digital]);
        await HoldsAsync(new AgentFilter(ModelId: ModelId.New(TimeProvider.System)), []);
        Assert.Equal([physical.Id], (await Agents.ListAsync(AgentFilter.All, new Slice(1, 1), default)).Items.Select(agent => agent.Id));

        async Task HoldsAsync(AgentFilter filter, Agent[] wanted)
        {
            var listing = await Agents.ListAsync(filter, Few, default);
            Assert.Equal(wanted.Select(agent => agent.Id), listing.Items.Select(agent => agent.Id));
            Assert.Equal(wanted.Length, listing.Total);
        }
    }

    [Fact]
    public async Task A_change_is_made_of_what_is_there_and_is_answered_and_kept()
    {
        var agent = await NewAgentAsync();
        var outcome = await Agents.ChangeAsync(
            agent.Id, one => one with { Name = one.Name + "!", FlashBytes = 5, SupportedOperators = [new("ADD", 1)] }, default);
        var changed = Assert.IsType<ChangeAgentOutcome.Changed>(outcome).Agent;
        Assert.Equal(("ada!", 5), (changed.Name, changed.FlashBytes));
        await ReopenAsync();
        var found = await FoundAsync(agent);
        Assert.Equal(changed with { SupportedOperators = null }, found with { SupportedOperators = null });
        Assert.Equal([new("ADD", 1)], found.SupportedOperators);
    }

    [Fact]
    public async Task A_change_leaves_the_model_and_what_was_reported()
    {
        var agent = await NewAgentAsync();
        await AssignAsync(agent, await NewModelAsync());
        await Deployments.ReportAsync(agent.Id, new ReportedModel(new string('b', 64), ModelState.Running, null, Noon), default);
        var before = await FoundAsync(agent);
        await Agents.ChangeAsync(agent.Id, one => one with { Name = "grace", Desired = null, Reported = null }, default);
        Assert.Equal(before with { Name = "grace" }, await FoundAsync(agent));
    }

    [Fact]
    public async Task A_change_that_is_declined_and_one_of_nobody_change_nothing()
    {
        var agent = await NewAgentAsync();
        Assert.IsType<ChangeAgentOutcome.Declined>(await Agents.ChangeAsync(agent.Id, _ => null, default));
        Assert.Equal(agent, await FoundAsync(agent));
        Assert.IsType<ChangeAgentOutcome.NoAgent>(await Agents.ChangeAsync(AgentId.New(TimeProvider.System), one => one, default));
    }

    [Fact]
    public async Task Of_changes_at_once_on_two_instances_none_is_lost()
    {
        await using var beside = await OpenAsync();
        var agent = await StoreAsync(AgentOf() with { MemoryBytes = 0 });
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => (i % 2 == 0 ? Agents : beside.Agents).ChangeAsync(
            agent.Id, one => one with { MemoryBytes = one.MemoryBytes + 1 }, default))));
        Assert.Equal(40, (await FoundAsync(agent)).MemoryBytes);
    }

    [Fact]
    public async Task An_agent_is_deleted_once()
    {
        var agent = await NewAgentAsync();
        Assert.True(await Agents.DeleteAsync(agent.Id, default));
        Assert.False(await Agents.DeleteAsync(agent.Id, default));
        Assert.Null(await Agents.FindAsync(agent.Id, default));
    }
}
