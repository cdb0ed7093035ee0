using CrowdMind.Server.Engines;
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
            Directory.CreateDirectory(path);
            FolderProbe.TryWrite(path);
            return new DataFolder(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, failure);
        }
    }

    /// <summary>Finds out whether the folder could be opened, and makes none.</summary>
    /// <exception cref="SettingException">It could not.</exception>
    public static void Inspect(string path)
    {
        try
        {
            FolderProbe.TryWriteOrMake(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, failure);
        }
    }

    /// <summary>The path of a file in the folder.</summary>
    public string PathOf(string file) => Path.Combine(path, file);

    private static SettingException Unusable(string path, Exception failure) =>
        new("DATA_DIR", path, $"it must be a folder that this user can write ({failure.Message.TrimEnd('.')})");
}
