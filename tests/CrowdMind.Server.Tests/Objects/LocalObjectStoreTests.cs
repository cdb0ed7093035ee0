using System.Diagnostics;
using CrowdMind.Objects;
using CrowdMind.TestKit.Objects;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Objects;

/// <summary>The object store's contract on a real disk, and what is the disk's own.</summary>
public sealed class LocalObjectStoreTests(LocalGround ground) : ObjectStoreSpec, IClassFixture<LocalGround>
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("crowdmind-crash-").FullName;

    protected override IObjectStore Store => ground.Store;

    protected override IEnumerable<string> Leftovers() => LeftIn(ground.Folder);

    protected override async Task<HttpResponseMessage> FetchAsync(Uri url, string? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (range is not null)
            request.Headers.TryAddWithoutValidation("Range", range);
        return await ground.Http.SendAsync(request, Stop);
    }

    [Fact]
    public async Task Objects_are_plain_files_under_their_keys()
    {
        var key = Folder.Key("a/model.tflite");
        await PutAsync(key, Bytes(500));
        Assert.Equal(Bytes(500), await File.ReadAllBytesAsync(Path.Combine(ground.Folder, key.Value), Stop));
        var copied = Folder.Key("b/copied.tflite");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(ground.Folder, copied.Value))!);
        File.Copy(Path.Combine(ground.Folder, key.Value), Path.Combine(ground.Folder, copied.Value));
        Assert.Equal(Bytes(500), await ReadAsync(copied));
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_a_put_leaves_nothing_once_the_store_is_opened_again()
    {
        var (key, kept) = (NewKey(), NewKey());
        await PutAsync(kept, Bytes(100));
        var source = new SourceStream(1_000_000) { StopAt = 500_000 };
        var putting = Store.PutAsync(key, source, Ample, Stop);
        await source.Stopped.WaitAsync(Stop);

        // What the disk holds at this moment is what a crash would leave.
        var crashed = Path.Combine(_scratch, "crashed");
        await CopyAsync(ground.Folder, crashed);
        Assert.NotEmpty(LeftIn(crashed));
        var reopened = LocalGround.Open(crashed);
        Assert.Empty(LeftIn(crashed));
        Assert.Null(await reopened.FindAsync(key, Stop));
        Assert.Equal(100, (await reopened.FindAsync(kept, Stop))?.Size);
        source.GoOn();
        await putting;
    }

    [Fact]
    public async Task A_second_instance_on_the_folder_leaves_what_the_first_is_writing()
    {
        var (key, source) = (NewKey(), new SourceStream(1_000_000) { StopAt = 500_000 });
        var putting = Store.PutAsync(key, source, Ample, Stop);
        await source.Stopped.WaitAsync(Stop);
        var second = LocalGround.Open(ground.Folder);
        source.GoOn();
        Assert.IsType<PutOutcome.Stored>(await putting);
        Assert.Equal(1_000_000, (await second.FindAsync(key, Stop))?.Size);
    }

    [Fact]
    public async Task Folders_go_with_their_last_object()
    {
        var key = Folder.Key("x/y/z.bin");
        await PutAsync(key, [1]);
        await Store.DeleteAsync(key, Stop);
        Assert.False(Directory.Exists(Path.Combine(ground.Folder, Folder.Prefix, "x")));
    }

    [Fact]
    public async Task Files_that_are_no_objects_are_not_listed()
    {
        await PutAsync(Folder.Key("a.bin"), [1]);
        foreach (var stranger in new[] { "Notes.TXT", ".hidden", "no-dot", "a.bin~" })
            await File.WriteAllTextAsync(Path.Combine(ground.Folder, Folder.Path, stranger), "x", Stop);
        Assert.Equal([Folder.Key("a.bin").Value], await ListAsync());
    }

    public override Task DisposeAsync()
    {
        Directory.Delete(_scratch, recursive: true);
        return base.DisposeAsync();
    }

    // Another process copies: this one honours the lock on what is being written.
    private async Task CopyAsync(string from, string to)
    {
        using var copying = Process.Start("cp", ["-a", from, to]);
        await copying.WaitForExitAsync(Stop);
        Assert.Equal(0, copying.ExitCode);
    }

    private static IEnumerable<string> LeftIn(string folder) => Directory.EnumerateFiles(Path.Combine(folder, ".incoming"));
}
