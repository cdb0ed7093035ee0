using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <summary>Settings that stand in files, as container platforms hand secrets over.</summary>
internal sealed partial class Settings
{
    private const string FileSuffix = "_FILE";

    /// <summary>What stands in the file that <c>NAME_FILE</c> names, if it does.</summary>
    private string? FromFile(string name)
    {
        if (Trimmed(configuration[name + FileSuffix]) is not { } path)
            return null;
        try
        {
            return Trimmed(File.ReadAllText(path))
                ?? throw new SettingException(name + FileSuffix, path, $"it must be a file that holds the value of {name}; it is empty");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                name + FileSuffix, path, $"it must be a file that this user can read ({failure.Message.TrimEnd('.')})");
        }
    }
}
