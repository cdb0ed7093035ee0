using CrowdMind.Objects;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ObjectStoreSpec
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 200_000)]
    [InlineData(1, 1)]
    [InlineData(70_000, 70_000)]
    [InlineData(199_999, 1)]
    [InlineData(199_999, 50)]
    [InlineData(150_000, long.MaxValue)]
    [InlineData(0, 0)]
    [InlineData(5, 0)]
    [InlineData(200_000, 10)]
    [InlineData(1_000_000, 10)]
    [InlineData(1_000_000, long.MaxValue)]
    public async Task A_range_is_those_bytes_cut_at_the_end(long offset, long length)
    {
        var (key, bytes) = (NewKey(), Bytes(200_000));
        await PutAsync(key, bytes);
        var expected = bytes.Skip((int)offset).Take((int)Math.Min(length, int.MaxValue)).ToArray();
        Assert.Equal(expected, await ReadAsync(key, new ByteRange(offset, length)));
    }

    [Fact]
    public async Task An_open_object_says_what_it_is_and_which_part_is_read()
    {
        var key = NewKey();
        await PutAsync(key, Bytes(1000));
        await using var content = await Store.OpenAsync(key, new ByteRange(900, 500), Stop);
        Assert.NotNull(content);
        Assert.Equal((key, 1000), (content.Stored.Key, content.Stored.Size));
        Assert.Equal(new ByteRange(900, 100), content.Range);
        Assert.InRange(content.Stored.ModifiedAt, DateTimeOffset.UtcNow.AddMinutes(-2), DateTimeOffset.UtcNow.AddMinutes(2));
    }

    [Fact]
    public async Task An_empty_object_is_there_and_empty()
    {
        var key = NewKey();
        await PutAsync(key, []);
        Assert.Equal(0, (await Store.FindAsync(key, Stop))?.Size);
        Assert.Equal(Array.Empty<byte>(), await ReadAsync(key));
        Assert.Equal(Array.Empty<byte>(), await ReadAsync(key, new ByteRange(0, 10)));
        Assert.Equal([key.Value], await ListAsync());
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_its_deletion_no_fault()
    {
        var key = NewKey();
        await AssertAbsentAsync(key);
        Assert.Null(await ReadAsync(key, new ByteRange(0, 0)));
        Assert.Null(await ReadAsync(key, new ByteRange(5, 5)));
        await Store.DeleteAsync(key, Stop);
        await Store.DeleteAsync(Folder.Key("no/such/folder/object.bin"), Stop);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_may_be_put_again()
    {
        var (key, other) = (NewKey(), NewKey());
        await PutAsync(key, Bytes(10));
        await PutAsync(other, Bytes(20));
        await Store.DeleteAsync(key, Stop);
        await AssertAbsentAsync(key);
        Assert.Equal(Bytes(20), await ReadAsync(other));
        await PutAsync(key, Bytes(30));
        Assert.Equal(Bytes(30), await ReadAsync(key));
    }

    [Fact]
    public async Task A_reader_never_gets_a_mixture_of_what_is_replaced()
    {
        var key = NewKey();
        var (old, young) = (Bytes(4_000_000, seed: 3), Bytes(4_000_000, seed: 4));
        await PutAsync(key, old);
        await using var content = await Store.OpenAsync(key, ByteRange.All, Stop);
        var read = new MemoryStream();
        var some = new byte[1000];
        await read.WriteAsync(some.AsMemory(0, await content!.Bytes.ReadAsync(some, Stop)), Stop);
        await PutAsync(key, young);
        try
        {
            await content.Bytes.CopyToAsync(read, Stop);
            Assert.Equal(old, read.ToArray());
        }
        catch (ObjectStoreUnavailableException replaced)
        {
            Assert.Contains(key.Value, replaced.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_lists_what_is_in_it_and_below_and_nothing_beside_it()
    {
        string[] names = ["one.bin", "one/two.bin", "one/two/three.bin", "one/four.bin", "one-more/five.bin", "on/six.bin"];
        foreach (var name in names)
            await PutAsync(Folder.Key(name), Bytes(name.Length));
        Assert.Equal(names.Select(name => Folder.Key(name).Value).Order(StringComparer.Ordinal), await ListAsync());
        var one = ObjectFolder.Parse(Folder.Prefix + "one");
        string[] inOne = [Folder.Key("one/four.bin").Value, Folder.Key("one/two.bin").Value, Folder.Key("one/two/three.bin").Value];
        Assert.Equal(inOne, await ListAsync(one));
        Assert.Empty(await ListAsync(ObjectFolder.Parse(Folder.Prefix + "o")));
        Assert.Superset(names.Select(name => Folder.Key(name).Value).ToHashSet(), (await ListAsync(ObjectFolder.Root)).ToHashSet());
    }

    [Fact]
    public async Task A_list_tells_sizes()
    {
        await PutAsync(Folder.Key("a.bin"), Bytes(123));
        await PutAsync(Folder.Key("b/c.bin"), []);
        var sizes = new Dictionary<string, long>();
        await foreach (var stored in Store.ListAsync(Folder, Stop))
            sizes[stored.Key.FileName] = stored.Size;
        Assert.Equal(new Dictionary<string, long> { ["a.bin"] = 123, ["c.bin"] = 0 }, sizes);
    }

    [Fact]
    public async Task A_list_goes_on_beyond_a_page_of_ten()
    {
        const int Many = 30;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Many),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Stop },
            async (number, _) => await PutAsync(Folder.Key($"{number:d2}.bin"), [1]));
        Assert.Equal(Enumerable.Range(0, Many).Select(number => Folder.Key($"{number:d2}.bin").Value), await ListAsync(store: PagedStore));
    }
}
