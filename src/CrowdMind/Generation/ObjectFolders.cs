using CrowdMind.Objects;

namespace CrowdMind.Generation;

/// <summary>Deletes what belongs together.</summary>
internal static class ObjectFolders
{
    /// <summary>Deletes all objects of a folder.</summary>
    public static async Task DeleteFolderAsync(this IObjectStore objects, ObjectFolder folder, CancellationToken cancellationToken)
    {
        var keys = new List<ObjectKey>();
        await foreach (var found in objects.ListAsync(folder, cancellationToken))
            keys.Add(found.Key);
        foreach (var key in keys)
            await objects.DeleteAsync(key, cancellationToken);
    }
}
