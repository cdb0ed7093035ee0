using CrowdMind.Objects;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>
/// Objects as plain files below a folder, their keys as paths. A put writes a temporary file in the same tree, syncs it,
/// renames it to its place and syncs the folder.
/// </summary>
/// <param name="root">The folder, a full path.</param>
/// <param name="urls">Signs the server's own URLs.</param>
internal sealed class LocalObjectStore(string root, SignedUrls urls) : IObjectStore
{
    /// <summary>No object's folder has a dot, so this is no object's.</summary>
    private const string Incoming = ".incoming";

    // A folder that a deletion empties goes; a put at that moment makes it again.
    private const int Tries = 8;

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    private readonly string _root = Path.TrimEndingDirectorySeparator(root);
    private readonly IncomingFolder _incoming = new(Path.Combine(root, Incoming));

    public string Engine => "local";

    public long LargestObject => long.MaxValue;

    /// <summary>Makes the folder if need be, and removes what a crash left half written.</summary>
    /// <exception cref="SettingException">It cannot be made or written.</exception>
    public void Open() => _incoming.Open();

    /// <summary>Tries to write.</summary>
    public void TryWrite() => _incoming.TryWrite();

    public Task<IncomingFile?> ReceiveAsync(Stream source, long limit, CancellationToken cancellationToken) =>
        _incoming.ReceiveAsync(source, limit, cancellationToken);

    public Task<PutOutcome> PutAsync(ObjectKey key, IncomingFile file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        OnDisk(() => Keep(file, PathOf(key)));
        return Task.FromResult<PutOutcome>(new PutOutcome.Stored(file.Size, file.Sha256));
    }

    public Task<StoredObject?> FindAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(key));
        return Task.FromResult(file.Exists ? new StoredObject(key, file.Length, file.LastWriteTimeUtc) : null);
    }

    public Task<ObjectContent?> OpenAsync(ObjectKey key, ByteRange range, CancellationToken cancellationToken)
    {
        try
        {
            var file = File.OpenHandle(
                PathOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
            var stored = new StoredObject(key, RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
            var part = range.Within(stored.Size);
            return Task.FromResult<ObjectContent?>(
                new ObjectContent(stored, part, new FileSlice(file, part.Offset, part.Length, ownsFile: true)));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<ObjectContent?>(null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(failure);
        }
    }

    public Task<Uri?> SignUrlAsync(ObjectKey key, TimeSpan lifetime, string fileName, CancellationToken cancellationToken) =>
        Task.FromResult(File.Exists(PathOf(key)) ? urls.Sign(key, lifetime, fileName) : null);

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        OnDisk(() => Remove(PathOf(key)));
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<StoredObject> ListAsync(ObjectFolder folder, CancellationToken cancellationToken)
    {
        var start = new DirectoryInfo(Path.Combine(_root, folder.Path));
        return start.Exists ? Objects(start).ToAsyncEnumerable() : AsyncEnumerable.Empty<StoredObject>();
    }

    private IEnumerable<StoredObject> Objects(DirectoryInfo start)
    {
        foreach (var file in start.EnumerateFiles("*", Everything))
        {
            // What is no key is not ours: what comes in now, or what somebody else put there.
            if (ObjectKey.TryParse(file.FullName[(_root.Length + 1)..], out var key) && file.Exists)
                yield return new StoredObject(key, file.Length, file.LastWriteTimeUtc);
        }
    }

    private void Keep(IncomingFile incoming, string path)
    {
        var folder = Path.GetDirectoryName(path)!; // The root at least.
        incoming.Sync();
        for (var left = Tries; ; left--)
        {
            try
            {
                FolderSync.Create(_root, folder);
                incoming.MoveTo(path);
                break;
            }
            catch (Exception gone) when (left > 1 && gone is DirectoryNotFoundException or FileNotFoundException)
            {
                // A deletion emptied the folder at this moment.
            }
        }

        SyncIfThere(folder);
    }

    private void Remove(string path)
    {
        var folder = Path.GetDirectoryName(path)!; // The root at least.
        if (!File.Exists(path))
            return;
        File.Delete(path);
        SyncIfThere(folder);
        try
        {
            for (; folder.Length > _root.Length; folder = Path.GetDirectoryName(folder)!) // Ends at the root.
                Directory.Delete(folder);
        }
        catch (IOException)
        {
            // Other objects are in it, or it is gone.
        }
    }

    private static void SyncIfThere(string folder)
    {
        try
        {
            FolderSync.Sync(folder);
        }
        catch (DirectoryNotFoundException)
        {
            // Deleted since, with what was in it.
        }
    }

    private string PathOf(ObjectKey key) => Path.Combine(_root, key.Value);

    private static void OnDisk(Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(failure);
        }
    }

    private static ObjectStoreUnavailableException Unavailable(Exception failure) =>
        new($"The disk did not do it: {failure.Message}", failure);
}
