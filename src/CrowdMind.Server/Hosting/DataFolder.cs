using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <summary>The folder of what an instance keeps on its own disk.</summary>
/// <param name="path">Where it is.</param>
internal sealed class DataFolder(string path)
{
    /// <summary>Makes the folder if need be, and tries to write in it.</summary>
    /// <exception cref="SettingException">It cannot be made or written.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            var folder = new DataFolder(path);
            Directory.CreateDirectory(path);
            folder.TryWrite();
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                "DATA_DIR", path, $"it must be a folder that this user can write ({failure.Message.TrimEnd('.')})");
        }
    }

    /// <summary>The path of a file in the folder.</summary>
    public string PathOf(string file) => Path.Combine(path, file);

    private void TryWrite()
    {
        using var probe = new FileStream(
            Path.Combine(path, $".probe-{Guid.NewGuid():n}"),
            FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        probe.WriteByte(0);
    }
}
