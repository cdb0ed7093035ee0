namespace CrowdMind.Server.Engines;

/// <summary>Whether this user can write in a folder, found by writing: modes alone do not say it.</summary>
internal static class FolderProbe
{
    /// <summary>Writes a file that goes at once.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void TryWrite(string folder)
    {
        using var probe = new FileStream(
            Path.Combine(folder, $".probe-{Guid.NewGuid():n}"),
            FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        probe.WriteByte(0);
    }

    /// <summary>The same where the folder would be made, when it is not there.</summary>
    /// <returns>Whether it is there.</returns>
    /// <inheritdoc cref="TryWrite" path="exception"/>
    public static bool TryWriteOrMake(string folder)
    {
        var nearest = Path.GetFullPath(folder);
        while (!Directory.Exists(nearest) && Path.GetDirectoryName(nearest) is { } above)
        {
            if (File.Exists(nearest))
                throw new IOException($"{nearest} is a file.");
            nearest = above;
        }

        TryWrite(nearest);
        return Directory.Exists(folder);
    }
}
