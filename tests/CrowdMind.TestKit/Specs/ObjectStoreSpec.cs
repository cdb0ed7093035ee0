using System.Security.Cryptography;
using CrowdMind.Objects;
using CrowdMind.TestKit.Objects;

namespace CrowdMind.TestKit.Specs;

/// <summary>
/// What every object store owes those who keep bytes in it: the numbered contract of <see cref="IObjectStore"/>. A store's
/// test class inherits it, opens the store, and adds what is that store's own.
/// </summary>
public abstract partial class ObjectStoreSpec : IAsyncLifetime
{
    /// <summary>A limit that no test reaches by accident.</summary>
    protected const long Ample = 1L << 30;

    private static readonly TimeSpan TestWithin = TimeSpan.FromSeconds(60);
    private int _keys;

    /// <summary>The store under test.</summary>
    protected abstract IObjectStore Store { get; }

    /// <summary>The store under test where it asks for lists in pages of ten, if it asks in pages.</summary>
    protected virtual IObjectStore PagedStore => Store;

    /// <summary>This test's own folder; stores are shared between tests.</summary>
    protected ObjectFolder Folder { get; } = ObjectFolder.Parse($"spec/{Guid.NewGuid():n}");

    /// <summary>Ends with the test's deadline.</summary>
    protected CancellationToken Stop { get; } = new CancellationTokenSource(TestWithin).Token;

    /// <inheritdoc/>
    public virtual Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The names of temporary files that the store holds now.</summary>
    protected abstract IEnumerable<string> Leftovers();

    /// <summary>Asks for a signed URL as a client does, which knows nothing else.</summary>
    protected abstract Task<HttpResponseMessage> FetchAsync(Uri url, string? range = null);

    /// <summary>A key that no other test uses.</summary>
    protected ObjectKey NewKey() => Folder.Key($"object-{Interlocked.Increment(ref _keys)}.bin");

    /// <summary>Puts bytes and holds that they were stored.</summary>
    protected async Task<PutOutcome.Stored> PutAsync(ObjectKey key, byte[] bytes)
    {
        using var source = new MemoryStream(bytes, writable: false);
        return Assert.IsType<PutOutcome.Stored>(await Store.PutAsync(key, source, Ample, Stop));
    }

    /// <summary>Reads a part of an object; null when it is not there.</summary>
    protected async Task<byte[]?> ReadAsync(ObjectKey key, ByteRange range)
    {
        await using var content = await Store.OpenAsync(key, range, Stop);
        if (content is null)
            return null;
        using var bytes = new MemoryStream();
        await content.Bytes.CopyToAsync(bytes, Stop);
        Assert.Equal(content.Range.Length, bytes.Length);
        return bytes.ToArray();
    }

    /// <summary>Reads a whole object; null when it is not there.</summary>
    protected Task<byte[]?> ReadAsync(ObjectKey key) => ReadAsync(key, ByteRange.All);

    /// <summary>The keys of this test's objects, in order.</summary>
    protected async Task<IEnumerable<string>> ListAsync(ObjectFolder? folder = null, IObjectStore? store = null)
    {
        var listed = new List<string>();
        await foreach (var stored in (store ?? Store).ListAsync(folder ?? Folder, Stop))
            listed.Add(stored.Key.Value);
        return listed.Order(StringComparer.Ordinal);
    }

    /// <summary>Holds that a key has no object, whichever way it is asked for, and that nothing half written is kept.</summary>
    protected async Task AssertAbsentAsync(ObjectKey key)
    {
        Assert.Null(await Store.FindAsync(key, Stop));
        Assert.Null(await ReadAsync(key));
        Assert.DoesNotContain(key.Value, await ListAsync());
        Assert.Empty(Leftovers());
    }

    /// <summary>The SHA-256 of bytes as the contract writes it.</summary>
    protected static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Bytes that are the same for the same seed.</summary>
    protected static byte[] Bytes(int length, int seed = 1) => SourceStream.Bytes(length, seed);
}
