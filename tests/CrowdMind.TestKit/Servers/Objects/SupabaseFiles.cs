using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace CrowdMind.TestKit.Servers.Objects;

/// <summary>The objects of the bucket: each a file of its own that is never changed, so that readers keep what they opened.</summary>
internal sealed class SupabaseFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("supabase-").FullName;
    private readonly ConcurrentDictionary<string, SupabaseFile> _files = new(StringComparer.Ordinal);

    public SupabaseFile? Find(string name) => _files.GetValueOrDefault(name);

    public async Task<SupabaseFile> StoreAsync(string name, Stream body, long length, bool replace, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("n"));
        await using (var file = File.Create(path))
            await body.CopyToAsync(file, cancellationToken);
        await using var stored = File.OpenRead(path);
        if (stored.Length != length)
            throw SupabaseRefusal.Invalid("The body ended early.");
        var digest = await SHA256.HashDataAsync(stored, cancellationToken);
        var made = new SupabaseFile(path, length, $"\"{Convert.ToHexStringLower(digest)[..32]}\"", DateTimeOffset.UtcNow, Guid.NewGuid());
        if (!replace && !_files.TryAdd(name, made))
            throw new SupabaseRefusal(409, "KeyAlreadyExists", "The resource already exists");
        _files[name] = made;
        return made;
    }

    public bool Delete(string name) => _files.TryRemove(name, out _);

    /// <summary>One folder's entries by name: objects, and folders, which have nothing.</summary>
    public IEnumerable<(string Name, SupabaseFile? File)> List(string prefix)
    {
        var folder = prefix.Length == 0 || prefix.EndsWith('/') ? prefix : prefix + "/";
        return _files
            .Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal))
            .Select(file => (Path: file.Key[folder.Length..], file.Value))
            .Select(file => file.Path.Contains('/', StringComparison.Ordinal)
                ? (Name: file.Path[..file.Path.IndexOf('/', StringComparison.Ordinal)], File: null)
                : (Name: file.Path, File: (SupabaseFile?)file.Value))
            .DistinctBy(entry => (entry.Name, entry.File is null))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>An object.</summary>
internal sealed record SupabaseFile(string Path, long Size, string Tag, DateTimeOffset UpdatedAt, Guid Id);
