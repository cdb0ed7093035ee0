using CrowdMind.Agents;
using CrowdMind.Models;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ModelStoreSpec
{
    private static readonly DateTimeOffset Later = Noon.AddMinutes(1);

    [Fact]
    public async Task A_file_is_kept_with_all_that_is_known_of_it_also_after_a_restart()
    {
        var (model, file) = (await NewModelAsync(), await NewFileAsync(1));
        Assert.IsType<SetFileOutcome.Stored>(await Models.SetFileAsync(model.Id, file, default));
        await ReopenAsync();
        var found = (await FindAsync(model.Id))!.File!;
        Assert.Equal((file.StoragePath, file.Checksum, file.Size), (found.StoragePath, found.Checksum, found.Size));
        Assert.Equivalent(file.Signature, found.Signature, strict: true);
        Assert.Empty(await DueAsync(Later));
    }

    [Fact]
    public async Task A_file_is_set_once()
    {
        var (model, file) = (await NewModelAsync(), await NewFileAsync(1));
        Assert.IsType<SetFileOutcome.Stored>(await Models.SetFileAsync(model.Id, file, default));
        var (same, other) = (await NewFileAsync(1), await NewFileAsync(2));
        Assert.Equal(file.StoragePath, Assert.IsType<SetFileOutcome.Same>(await Models.SetFileAsync(model.Id, same, default)).File.StoragePath);
        Assert.Equal(file.Checksum, Assert.IsType<SetFileOutcome.Different>(await Models.SetFileAsync(model.Id, other, default)).File.Checksum);
        Assert.Equal(file.StoragePath, (await FindAsync(model.Id))!.File!.StoragePath);
        Assert.Equal(new[] { same.StoragePath, other.StoragePath }.Order(), (await DueAsync(Later)).Order());
    }

    [Fact]
    public async Task Of_files_at_once_on_two_instances_one_wins_and_the_others_stay_loose()
    {
        await using var beside = await OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            var model = await NewModelAsync(version: $"{round}");
            ModelFile[] files = [await NewFileAsync(1), await NewFileAsync(2), await NewFileAsync(3), await NewFileAsync(4)];
            var outcomes = await Task.WhenAll(files.Select((file, i) => Task.Run(
                () => (i % 2 == 0 ? Models : beside.Models).SetFileAsync(model.Id, file, default))));
            var winner = files[Assert.Single(Enumerable.Range(0, 4), i => outcomes[i] is SetFileOutcome.Stored)];
            Assert.Equal(3, outcomes.Count(outcome => outcome is SetFileOutcome.Different different && different.File.Checksum == winner.Checksum));
            Assert.Equal(winner.StoragePath, (await FindAsync(model.Id))!.File!.StoragePath);
            var due = await DueAsync(Later);
            Assert.Equal(files.Except([winner]).Select(file => file.StoragePath).Order(), due.Order());
            foreach (var path in due)
                await Loose.RemoveAsync(path, default);
        }
    }

    [Fact]
    public async Task No_model_gets_an_object_that_was_given_up_or_never_announced()
    {
        var (model, silent) = (await NewModelAsync(), await NewFileAsync(1));
        Assert.Equal([silent.StoragePath], await DueAsync(Later));
        Assert.IsType<SetFileOutcome.GivenUp>(await Models.SetFileAsync(model.Id, silent, default));
        var unknown = silent with { StoragePath = "models/unknown/1.tflite" };
        Assert.IsType<SetFileOutcome.GivenUp>(await Models.SetFileAsync(model.Id, unknown, default));
        Assert.Null((await FindAsync(model.Id))!.File);
    }

    [Fact]
    public async Task An_object_of_which_one_hears_is_not_given_up()
    {
        var (heard, silent) = (await NewFileAsync(1), await NewFileAsync(2));
        Assert.Empty(await DueAsync(Noon));
        Assert.True(await Loose.TouchAsync(heard.StoragePath, Later, default));
        Assert.Equal([silent.StoragePath], await DueAsync(Noon.AddSeconds(1)));
        Assert.False(await Loose.TouchAsync(silent.StoragePath, Later, default));
        await ReopenAsync();
        Assert.Equal([silent.StoragePath], await DueAsync(Noon));
        await Loose.RemoveAsync(silent.StoragePath, default);
        Assert.Empty(await DueAsync(Noon));
        Assert.False(await Loose.TouchAsync(silent.StoragePath, Later, default));
    }

    [Fact]
    public async Task A_deleted_model_is_gone_with_its_aliases_and_its_object_is_due_to_be_deleted()
    {
        var (model, other, file) = (await NewModelAsync(), await NewModelAsync(version: "2"), await NewFileAsync(1));
        await Models.SetFileAsync(model.Id, file, default);
        await Models.PointAliasAsync(model.Id, "champion", Noon, default);
        await Models.PointAliasAsync(other.Id, "next", Noon, default);
        Assert.Equal(new DeleteModelOutcome.Deleted(file.StoragePath), await Models.DeleteAsync(model.Id, force: false, default));
        await ReopenAsync();
        Assert.Null(await FindAsync(model.Id));
        Assert.Equal("next", Assert.Single(await Models.ListAliasesAsync("mood", default)).Alias);
        Assert.Equal([file.StoragePath], await DueAsync(DateTimeOffset.UnixEpoch));
        Assert.Equal(new DeleteModelOutcome.Deleted(StoragePath: null), await Models.DeleteAsync(other.Id, force: false, default));
        await NewModelAsync();
    }

    [Fact]
    public async Task A_model_that_agents_have_is_deleted_by_force_only_which_takes_it_from_them()
    {
        var (model, other) = (await NewModelAsync(), await NewModelAsync(version: "2"));
        var (first, second, third) = (await NewAgentAsync(model), await NewAgentAsync(model), await NewAgentAsync(other));
        Assert.Equal(new DeleteModelOutcome.Assigned(2), await Models.DeleteAsync(model.Id, force: false, default));
        Assert.NotNull(await FindAsync(model.Id));
        Assert.IsType<DeleteModelOutcome.Deleted>(await Models.DeleteAsync(model.Id, force: true, default));
        foreach (var agent in new[] { first, second })
            Assert.Null((await Engine.Agents.FindAsync(agent, default))!.CurrentModelId);
        Assert.NotNull((await Engine.Agents.FindAsync(third, default))!.CurrentModelId);
    }

    private async Task<AgentId> NewAgentAsync(Model model)
    {
        var agent = new Agent(AgentId.New(TimeProvider.System), "ada", AgentType.Physical, null, Noon);
        await Engine.Agents.AddAsync(agent, default);
        await Engine.AssignAsync(agent.Id, model.Id);
        return agent.Id;
    }
}
