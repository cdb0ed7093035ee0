using CrowdMind.Models;
using CrowdMind.TestKit.Engines;

namespace CrowdMind.TestKit.Specs;

/// <summary>The contract of <see cref="IModelStore"/> and <see cref="ILooseObjects"/>; every engine inherits it.</summary>
public abstract partial class ModelStoreSpec : IAsyncLifetime
{
    /// <summary>The time of everything in these tests.</summary>
    protected static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private ModelEngine? _engine;

    /// <summary>The registry.</summary>
    protected IModelStore Models => Engine.Models;

    /// <summary>The objects that no model has.</summary>
    protected ILooseObjects Loose => Engine.Loose;

    /// <summary>The engine under test.</summary>
    protected ModelEngine Engine => _engine ?? throw new InvalidOperationException("The engine is not open.");

    /// <summary>Opens the engine on this test's data; a second time it is another instance beside the first.</summary>
    protected abstract Task<ModelEngine> OpenAsync();

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

    /// <summary>A model that nobody has stored yet.</summary>
    protected static Model ModelOf(string name = "mood", string version = "1.0", TimeSpan afterNoon = default) => new(
        ModelId.New(TimeProvider.System), name, version, "esp32-s3", ["calm", "n\"o", "jäin"], "Ünïcode 🦊",
        DatasetId.New(TimeProvider.System), new string('a', 64), new RawJson("""{"acc" : 0.930, "by":["ä\u0000"]}"""), Noon + afterNoon, File: null);

    /// <summary>A model that is stored.</summary>
    protected async Task<Model> NewModelAsync(string name = "mood", string version = "1.0", TimeSpan afterNoon = default)
    {
        var model = ModelOf(name, version, afterNoon);
        Assert.IsType<AddModelOutcome.Added>(await Models.AddAsync(model, default));
        return model;
    }

    /// <summary>A file whose bytes the seed chooses, whose object is being stored.</summary>
    protected async Task<ModelFile> NewFileAsync(int seed)
    {
        var path = $"models/{Guid.NewGuid()}/1.0.tflite";
        await Loose.AddAsync(path, Noon, default);
        return new ModelFile(path, new string((char)('a' + seed), 64), 1_000_000_000_000 + seed, Signature);
    }

    private static ModelSignature Signature { get; } = new(
        3, "a \"sample\"", [new("in", [1, 4], [-1, 4], "int8", new([0.05f, 1e-30f], [3, -128], 1))],
        [new(null, [1, 3], null, "float32", null)], [new("CONV_2D", 4, false, 2), new("Müsli", 1, true, 1)], 1, 9, 10,
        5_000_000_000, null, "none", [new("min_runtime_version", 16)], ["calm", "angry"]);

    private Task<Model?> FindAsync(ModelId id) => Models.FindAsync(new ModelReference.ById(id), default);

    private async Task<IReadOnlyList<string>> DueAsync(DateTimeOffset before) => await Loose.GiveUpAsync(before, default);

    [Fact]
    public async Task A_model_is_found_as_it_was_added_also_after_a_restart()
    {
        var model = await NewModelAsync("a/b@c Ü", "1.0 β");
        await ReopenAsync();
        var found = (await FindAsync(model.Id))!;
        Assert.Equal(model.Labels, found.Labels);
        Assert.Equal(model with { Labels = [] }, found with { Labels = [] });
        Assert.Equal(model.Id, (await Models.FindAsync(new ModelReference.ByVersion("a/b@c Ü", "1.0 β"), default))?.Id);
    }

    [Fact]
    public async Task What_is_left_out_stays_out()
    {
        var model = ModelOf() with { TargetDevice = null, Labels = [], Description = null, DatasetId = null, DatasetChecksum = null, Metrics = null };
        Assert.IsType<AddModelOutcome.Added>(await Models.AddAsync(model, default));
        var found = (await FindAsync(model.Id))!;
        Assert.Empty(found.Labels);
        Assert.Equal(model with { Labels = [] }, found with { Labels = [] });
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var nobody = ModelId.New(TimeProvider.System);
        await NewModelAsync();
        Assert.Null(await FindAsync(nobody));
        Assert.Null(await Models.FindAsync(new ModelReference.ByVersion("mood", "2"), default));
        Assert.Null(await Models.FindAsync(new ModelReference.ByAlias("mood", "1.0"), default));
        Assert.IsType<DeleteModelOutcome.NoModel>(await Models.DeleteAsync(nobody, force: true, default));
        Assert.IsType<SetFileOutcome.NoModel>(await Models.SetFileAsync(nobody, await NewFileAsync(1), default));
        Assert.False(await Models.PointAliasAsync(nobody, "champion", Noon, default));
        Assert.False(await Models.DeleteAliasAsync("mood", "champion", default));
        Assert.Empty(await Models.ListAliasesAsync("mood", default));
    }

    [Fact]
    public async Task A_name_has_a_version_once()
    {
        var model = await NewModelAsync();
        Assert.Equal(new AddModelOutcome.VersionTaken(model.Id), await Models.AddAsync(ModelOf(), default));
        await NewModelAsync(version: "1.1");
        await NewModelAsync(name: "Mood");
    }

    [Fact]
    public async Task Of_adds_at_once_on_two_instances_one_wins_and_the_others_hear_which()
    {
        await using var beside = await OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            Model[] models = [.. Enumerable.Range(0, 6).Select(_ => ModelOf(version: $"{round}"))];
            var outcomes = await Task.WhenAll(models.Select((model, i) => Task.Run(
                () => (i % 2 == 0 ? Models : beside.Models).AddAsync(model, default))));
            var winner = Assert.Single(Enumerable.Range(0, 6), i => outcomes[i] is AddModelOutcome.Added);
            Assert.Equal(5, outcomes.Count(outcome => outcome == new AddModelOutcome.VersionTaken(models[winner].Id)));
        }
    }

    [Fact]
    public async Task Models_are_listed_in_parts_newest_first_all_or_those_of_a_name()
    {
        var ids = new List<ModelId>();
        for (var i = 0; i < 6; i++)
            ids.Add((await NewModelAsync(i % 2 == 0 ? "even" : "odd", $"{i}", TimeSpan.FromSeconds(i))).Id);
        var all = await Models.ListAsync(name: null, new Slice(2, 1), default);
        Assert.Equal(6, all.Total);
        Assert.Equal([ids[4], ids[3]], all.Items.Select(model => model.Id));
        var odd = await Models.ListAsync("odd", new Slice(10, 0), default);
        Assert.Equal(3, odd.Total);
        Assert.Equal([ids[5], ids[3], ids[1]], odd.Items.Select(model => model.Id));
        Assert.Equal(0, (await Models.ListAsync("none", new Slice(10, 0), default)).Total);
    }

    [Fact]
    public async Task An_alias_points_at_one_version_and_is_pointed_at_another()
    {
        var (first, second) = (await NewModelAsync("a@b", "1"), await NewModelAsync("a@b", "2"));
        var champion = new ModelReference.ByAlias("a@b", "champion");
        Assert.True(await Models.PointAliasAsync(first.Id, "champion", Noon, default));
        Assert.Equal(first.Id, (await Models.FindAsync(champion, default))?.Id);
        Assert.True(await Models.PointAliasAsync(second.Id, "champion", Noon.AddSeconds(1), default));
        Assert.True(await Models.PointAliasAsync(first.Id, "Beaten", Noon, default));
        await ReopenAsync();
        Assert.Equal(second.Id, (await Models.FindAsync(champion, default))?.Id);
        Assert.Equal(
            [new ModelAlias("Beaten", first.Id, "1", Noon), new ModelAlias("champion", second.Id, "2", Noon.AddSeconds(1))],
            await Models.ListAliasesAsync("a@b", default));
        Assert.Empty(await Models.ListAliasesAsync("a", default));
        Assert.True(await Models.DeleteAliasAsync("a@b", "champion", default));
        Assert.Null(await Models.FindAsync(champion, default));
        Assert.NotNull(await FindAsync(second.Id));
    }
}
