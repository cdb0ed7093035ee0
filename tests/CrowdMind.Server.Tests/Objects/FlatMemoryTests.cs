using CrowdMind.Objects;
using CrowdMind.Server.Engines.Objects;
using CrowdMind.TestKit.Objects;
using CrowdMind.TestKit.Servers.Objects;

namespace CrowdMind.Server.Tests.Objects;

/// <summary>Memory does not grow with an object's size: what is alive at any moment while 100 MB go there and back.</summary>
[Collection(AloneCollection.Name)]
public sealed class FlatMemoryTests
{
    private const long Size = 100_000_000, Allowance = 16_000_000, BetweenLooks = Size / 12;

    [Fact]
    public async Task On_the_disk()
    {
        var ground = new LocalGround();
        await ground.InitializeAsync();
        await AssertFlatAsync(ground.Store);
        await ground.DisposeAsync();
    }

    [Fact]
    public async Task On_supabase()
    {
        using var ground = new SupabaseGround(new SupabasePlan(), new RemoteOptions());
        await ground.InitializeAsync();
        await AssertFlatAsync(ground.Store);
        await ground.DisposeAsync();
    }

    [Fact]
    public async Task On_s3()
    {
        using var ground = new S3Ground(new RemoteOptions());
        await ground.InitializeAsync();
        await AssertFlatAsync(ground.Store);
        await ground.DisposeAsync();
    }

    private static async Task AssertFlatAsync(IObjectStore store)
    {
        await RoundTripAsync(store, 1_000_000, _ => { });
        var (before, most, next) = (Alive(), 0L, BetweenLooks);
        await RoundTripAsync(store, Size, moved =>
        {
            if (moved < next)
                return;
            next += BetweenLooks;
            most = Math.Max(most, Alive());
        });
        Assert.True(next > 2 * (Size - BetweenLooks), "It was looked at all along.");
        Assert.InRange(most - before, long.MinValue, Allowance);
    }

    private static long Alive()
    {
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }

    private static async Task RoundTripAsync(IObjectStore store, long size, Action<long> moving)
    {
        var key = ObjectKey.Parse($"memory/object-{size}.bin");
        var stored = await store.PutAsync(key, new SourceStream(size) { Reading = moving }, size, CancellationToken.None);
        Assert.Equal(size, Assert.IsType<PutOutcome.Stored>(stored).Size);
        await using var content = await store.OpenAsync(key, ByteRange.All, CancellationToken.None);
        var (buffer, read) = (new byte[Limits.ObjectBufferBytes], 0L);
        while (await content!.Bytes.ReadAsync(buffer) is var count and > 0)
        {
            Assert.Equal(SourceStream.ByteAt(read, seed: 1), buffer[0]);
            read += count;
            moving(size + read);
        }

        Assert.Equal(size, read);
    }
}
