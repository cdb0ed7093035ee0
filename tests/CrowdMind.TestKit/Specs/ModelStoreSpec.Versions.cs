using CrowdMind.Models;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ModelStoreSpec
{
    [Fact]
    public async Task A_name_is_taken_up_once_and_waits_for_its_first_version()
    {
        var waiting = await NewNameAsync();
        await ReopenAsync();
        Assert.Equal(waiting with { Labels = [] }, (await FindAsync(waiting.Id))! with { Labels = [] });
        var again = await Models.AddAsync(ModelOf() with { Version = null }, default);
        Assert.Equal(waiting.Id, Assert.IsType<AddModelOutcome.NameTaken>(again).Id);
        Assert.Equal(0, (await Models.ListVersionsAsync("mood", new Slice(10, 0), default)).Total);
        var file = await NewFileAsync(1);
        var added = Assert.IsType<AddVersionOutcome.Added>(await Models.AddVersionAsync(ModelOf(version: "0.9"), file, default)).Model;
        Assert.Equal((waiting.Id, "0.9", file.Checksum), (added.Id, added.Version, added.File?.Checksum));
        Assert.Equal(ModelFramework.EdgeImpulse, (await FindAsync(waiting.Id))!.Framework);
        Assert.Empty(await DueAsync(Later));
    }

    [Fact]
    public async Task A_name_that_has_versions_is_taken()
    {
        var model = await NewModelAsync();
        var outcome = await Models.AddAsync(ModelOf() with { Version = null }, default);
        Assert.Equal(model.Id, Assert.IsType<AddModelOutcome.NameTaken>(outcome).Id);
    }

    [Fact]
    public async Task A_second_version_is_another_model_of_the_name()
    {
        var waiting = await NewNameAsync();
        var (first, second) = (ModelOf(version: "1"), ModelOf(version: "2", afterNoon: TimeSpan.FromSeconds(1)));
        Assert.IsType<AddVersionOutcome.Added>(await Models.AddVersionAsync(first, await NewFileAsync(1), default));
        var added = Assert.IsType<AddVersionOutcome.Added>(await Models.AddVersionAsync(second, await NewFileAsync(2), default)).Model;
        Assert.Equal(second.Id, added.Id);
        var versions = await Models.ListVersionsAsync("mood", new Slice(10, 0), default);
        Assert.Equal([second.Id, waiting.Id], versions.Items.Select(version => version.Id));
        Assert.Equal(2, versions.Total);
    }

    [Fact]
    public async Task A_version_that_has_a_file_is_taken_and_one_without_gets_it()
    {
        var model = await NewModelAsync();
        var file = await NewFileAsync(1);
        Assert.Equal(model.Id, Assert.IsType<AddVersionOutcome.Added>(await Models.AddVersionAsync(ModelOf(), file, default)).Model.Id);
        var late = await NewFileAsync(2);
        Assert.Equal(model.Id, Assert.IsType<AddVersionOutcome.VersionTaken>(await Models.AddVersionAsync(ModelOf(), late, default)).Id);
        Assert.Equal(file.Checksum, (await FindAsync(model.Id))!.File!.Checksum);
        Assert.Equal([late.StoragePath], await DueAsync(Later));
    }

    [Fact]
    public async Task A_file_that_was_given_up_makes_no_version()
    {
        var file = await NewFileAsync(1);
        Assert.NotEmpty(await DueAsync(Later));
        Assert.IsType<AddVersionOutcome.GivenUp>(await Models.AddVersionAsync(ModelOf(), file, default));
        Assert.Equal(0, (await Models.ListAsync("mood", new Slice(10, 0), default)).Total);
    }

    [Fact]
    public async Task Of_the_same_version_at_once_on_two_instances_one_is_added()
    {
        await using var beside = await OpenAsync();
        for (var round = 0; round < 8; round++)
        {
            var (name, files) = ($"model {round}", new List<ModelFile>());
            if (round % 2 == 0)
                await NewNameAsync(name);
            for (var i = 0; i < 6; i++)
                files.Add(await NewFileAsync(i));
            var outcomes = await Task.WhenAll(files.Select((file, i) => Task.Run(
                () => (i % 2 == 0 ? Models : beside.Models).AddVersionAsync(ModelOf(name), file, default))));
            Assert.Single(outcomes, outcome => outcome is AddVersionOutcome.Added);
            Assert.Equal(5, outcomes.Count(outcome => outcome is AddVersionOutcome.VersionTaken));
            Assert.Equal(1, (await Models.ListAsync(name, new Slice(10, 0), default)).Total);
        }
    }

    private async Task<Model> NewNameAsync(string name = "mood")
    {
        var model = ModelOf(name) with { Version = null, Framework = ModelFramework.EdgeImpulse };
        Assert.IsType<AddModelOutcome.Added>(await Models.AddAsync(model, default));
        return model;
    }
}
