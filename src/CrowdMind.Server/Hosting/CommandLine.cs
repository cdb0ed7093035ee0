using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <summary>What the program may be told besides its settings; without any of it the server runs.</summary>
internal static class CommandLine
{
    /// <summary>Validates settings and engines, and ends.</summary>
    public const string Check = "--check";

    /// <summary>Brings the database up to date, and ends.</summary>
    public const string Migrate = "--migrate";

    /// <summary>Refuses what is not known, so that a slip does not start a server.</summary>
    /// <exception cref="SettingException">There is no such switch, or more than one.</exception>
    public static void Validate(string[] args)
    {
        if (args is not ([] or [Check] or [Migrate] or [DemoSwitch.Name] or [OpenApiExport.Switch, ..]))
        {
            throw new SettingException(
                "The command line",
                PathValues.Shown(string.Join(' ', args)),
                $"it must be one of {DemoSwitch.Name}, {Check}, {Migrate} and {OpenApiExport.Switch} FILE, or nothing");
        }
    }
}
