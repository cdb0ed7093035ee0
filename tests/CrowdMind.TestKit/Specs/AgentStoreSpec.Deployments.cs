using CrowdMind.Agents;
using CrowdMind.Deployments;
using CrowdMind.Experiments;
using CrowdMind.Logs;
using CrowdMind.Models;

namespace CrowdMind.TestKit.Specs;

public abstract partial class AgentStoreSpec
{
    [Fact]
    public async Task An_assignment_is_the_agent_s_desired_model_until_another_or_none()
    {
        var agent = await NewAgentAsync();
        var (first, second) = (await NewModelAsync(), await NewModelAsync());
        var assigned = Assert.IsType<AssignOutcome.Assigned>(await AssignAsync(agent, first));
        Assert.Equal(new DesiredModel(first.Id, first.File!.Checksum, Noon), assigned.Desired);
        await ReopenAsync();
        Assert.Equal(assigned.Desired, (await FoundAsync(agent)).Desired);
        await AssignAsync(agent, second, second: 1);
        Assert.Equal(second.Id, (await FoundAsync(agent)).CurrentModelId);
        Assert.True(await Deployments.UnassignAsync(agent.Id, default));
        Assert.True(await Deployments.UnassignAsync(agent.Id, default));
        Assert.Equal(agent, await FoundAsync(agent));
    }

    [Fact]
    public async Task Who_or_what_is_not_there_gets_and_is_given_nothing()
    {
        var (agent, model, nobody) = (await NewAgentAsync(), await NewModelAsync(), AgentId.New(TimeProvider.System));
        Assert.IsType<AssignOutcome.NoAgent>(await Deployments.AssignAsync(nobody, model, force: true, Noon, default));
        Assert.IsType<AssignOutcome.NoModel>(await AssignAsync(agent, model with { Id = ModelId.New(TimeProvider.System) }));
        Assert.False(await Deployments.UnassignAsync(nobody, default));
        Assert.False(await Deployments.ReportAsync(nobody, new ReportedModel("", ModelState.Failed, null, Noon), default));
        Assert.Empty(await Deployments.ReadAsync([nobody], default));
        Assert.Equal(agent, await FoundAsync(agent));
    }

    [Fact]
    public async Task What_does_not_fit_is_assigned_by_force_only()
    {
        var agent = await StoreAsync(AgentOf() with { FlashBytes = 999, MemoryBytes = 499, SupportedOperators = [new("conv_2d", 2), new("ADD", null)] });
        var model = await NewModelAsync(1000, 500, new("CONV_2D", 2, false, 1), new("ADD", 7, false, 1), new("SOFTMAX", 1, false, 1));
        var misfit = Assert.IsType<AssignOutcome.DoesNotFit>(await AssignAsync(agent, model)).Misfit;
        Assert.Equal((new Shortage(1000, 999), new Shortage(500, 499)), (misfit.Flash, misfit.Memory));
        Assert.Equal(["SOFTMAX"], misfit.Operators.Select(one => one.Name));
        Assert.Null((await FoundAsync(agent)).Desired);
        Assert.IsType<AssignOutcome.Assigned>(await AssignAsync(agent, model, force: true));
        Assert.Equal(model.Id, (await FoundAsync(agent)).CurrentModelId);
    }

    [Fact]
    public async Task What_nobody_declared_or_knows_is_no_reason_against_a_model()
    {
        var model = await NewModelAsync(1000, arena: null, new OperatorSignature("CONV_2D", 3, false, 1));
        Assert.IsType<AssignOutcome.Assigned>(await AssignAsync(await NewAgentAsync(), model));
        Assert.IsType<AssignOutcome.Assigned>(await AssignAsync(await StoreAsync(AgentOf() with { MemoryBytes = 0, FlashBytes = 1000 }), model));
    }

    [Fact]
    public async Task A_deleted_model_is_taken_from_its_agents()
    {
        var (agent, model) = (await NewAgentAsync(), await NewModelAsync());
        await AssignAsync(agent, model);
        Assert.IsType<DeleteModelOutcome.Assigned>(await Engine.Models.DeleteAsync(model.Id, force: false, default));
        await Engine.Models.DeleteAsync(model.Id, force: true, default);
        Assert.Null((await FoundAsync(agent)).Desired);
        Assert.Null((await DeploymentAsync(agent)).Desired);
        Assert.IsType<AssignOutcome.NoModel>(await AssignAsync(agent, model));
    }

    [Fact]
    public async Task Assignments_and_the_model_s_deletion_at_once_end_as_if_one_came_first()
    {
        await using var beside = await OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            var (agent, model, force) = (await NewAgentAsync(), await NewModelAsync(), round % 2 == 0);
            var assigning = Task.Run(() => AssignAsync(agent, model));
            var deleting = Task.Run(() => beside.Models.DeleteAsync(model.Id, force, default));
            var (assigned, deleted) = (await assigning is AssignOutcome.Assigned, await deleting is DeleteModelOutcome.Deleted);
            Assert.True(assigned || deleted);
            Assert.True(force ? deleted : assigned != deleted);
            Assert.Equal(deleted ? null : model.Id, (await FoundAsync(agent)).CurrentModelId);
        }
    }

    [Fact]
    public async Task What_is_reported_is_kept_beside_what_is_desired()
    {
        var (agent, model) = (await NewAgentAsync(), await NewModelAsync());
        await AssignAsync(agent, model);
        foreach (var state in Enum.GetValues<ModelState>())
        {
            var report = new ReportedModel(new string('b', 64), state, state == ModelState.Failed ? "no \"room\" 🚪" : null, Noon.AddSeconds((int)state));
            Assert.True(await Deployments.ReportAsync(agent.Id, report, default));
            await ReopenAsync();
            var found = await FoundAsync(agent);
            Assert.Equal((report, model.Id), (found.Reported, found.CurrentModelId));
            Assert.Equal(report, (await DeploymentAsync(agent)).Reported);
        }
    }

    [Fact]
    public async Task Who_takes_part_is_said_once_and_listed_newest_first()
    {
        var experiment = await NewExperimentAsync();
        var (old, young, stranger) = (await NewAgentAsync(), await NewAgentAsync(afterNoon: TimeSpan.FromSeconds(1)), await NewAgentAsync());
        foreach (var agent in new[] { young, old, old })
            Assert.Equal(JoinOutcome.TakesPart, await Deployments.JoinAsync(experiment, agent.Id, default));
        var listing = (await Deployments.ListAsync(experiment, Few, default))!;
        Assert.Equal([young.Id, old.Id], listing.Items.Select(agent => agent.Id));
        Assert.Equal(2, listing.Total);
        Assert.Equal([old.Id], (await Deployments.ListAsync(experiment, new Slice(1, 1), default))!.Items.Select(agent => agent.Id));
        Assert.False(await Deployments.LeaveAsync(experiment, stranger.Id, default));
        Assert.True(await Deployments.LeaveAsync(experiment, old.Id, default));
        Assert.Equal(1, (await Deployments.ListAsync(experiment, Few, default))!.Total);
    }

    [Fact]
    public async Task Nobody_takes_part_in_what_is_not_there_and_nobody_who_is_not_there_does()
    {
        var (experiment, agent) = (await NewExperimentAsync(), await NewAgentAsync());
        var (nothing, nobody) = (ExperimentId.New(TimeProvider.System), AgentId.New(TimeProvider.System));
        Assert.Equal(JoinOutcome.NoExperiment, await Deployments.JoinAsync(nothing, agent.Id, default));
        Assert.Equal(JoinOutcome.NoAgent, await Deployments.JoinAsync(experiment, nobody, default));
        Assert.Null(await Deployments.ListAsync(nothing, Few, default));
        Assert.Empty((await Deployments.ListAsync(experiment, Few, default))!.Items);
    }

    [Fact]
    public async Task Taking_part_ends_with_the_experiment_and_with_the_agent()
    {
        var (experiment, other) = (await NewExperimentAsync(), await NewExperimentAsync());
        var (agent, leaving) = (await NewAgentAsync(), await NewAgentAsync());
        foreach (var (where, who) in new[] { (experiment, agent), (experiment, leaving), (other, agent) })
            await Deployments.JoinAsync(where, who.Id, default);
        await Agents.DeleteAsync(leaving.Id, default);
        Assert.Equal([agent.Id], (await Deployments.ListAsync(experiment, Few, default))!.Items.Select(one => one.Id));
        Assert.Equal(1, (await Deployments.ListAsync(experiment, Few, default))!.Total);
        await Engine.Experiments.DeleteAsync(other, default);
        Assert.Equal([experiment], (await DeploymentAsync(agent)).Experiments.Select(one => one.Id));
    }

    [Fact]
    public async Task A_deployment_tells_of_drafts_and_running_experiments_newest_first()
    {
        var agent = await NewAgentAsync();
        var experiments = new List<ExperimentId>();
        foreach (var name in new[] { "draft", "running", "stopped" })
        {
            experiments.Add(await NewExperimentAsync(name, TimeSpan.FromSeconds(experiments.Count)));
            await Deployments.JoinAsync(experiments[^1], agent.Id, default);
        }

        await BecomeAsync(experiments[1], ExperimentStatus.Running);
        await BecomeAsync(experiments[2], ExperimentStatus.Running, ExperimentStatus.Stopped);
        var found = (await DeploymentAsync(agent)).Experiments;
        Assert.Equal(
            [
                new Participation(experiments[1], "running", ExperimentStatus.Running, new Seq(1)),
                new Participation(experiments[0], "draft", ExperimentStatus.Draft, Seq.Zero),
            ],
            found);
    }

    [Fact]
    public async Task Deployments_of_many_agents_are_read_at_once()
    {
        var (one, two) = (await NewAgentAsync(), await NewAgentAsync());
        var (shared, own) = (await NewExperimentAsync("shared"), await NewExperimentAsync("own", TimeSpan.FromSeconds(1)));
        foreach (var (where, who) in new[] { (shared, one), (shared, two), (own, two) })
            await Deployments.JoinAsync(where, who.Id, default);
        var model = await NewModelAsync();
        await AssignAsync(one, model);
        AgentId[] strangers = [.. Enumerable.Range(0, 1200).Select(_ => AgentId.New(TimeProvider.System))];
        var found = await Deployments.ReadAsync([one.Id, .. strangers, two.Id], default);
        Assert.Equal(2, found.Count);
        Assert.Equal((model.Id, "shared"), (found[one.Id].Desired!.ModelId, Assert.Single(found[one.Id].Experiments).Name));
        Assert.Null(found[two.Id].Desired);
        Assert.Equal(["own", "shared"], found[two.Id].Experiments.Select(part => part.Name));
        Assert.Empty(await Deployments.ReadAsync([], default));
    }

    private async Task BecomeAsync(ExperimentId experiment, params ExperimentStatus[] statuses)
    {
        foreach (var status in statuses)
        {
            AppendRequest change = new AppendRequest.StatusChange(experiment, status);
            Assert.IsType<AppendOutcome.StatusChanged>(Assert.Single(await Engine.Log.AppendAsync([change], default)));
        }
    }
}
