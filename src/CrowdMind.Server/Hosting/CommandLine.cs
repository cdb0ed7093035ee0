using CrowdMind.Server.Engines.Sqlite;
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
        if (args is not ([] or [Check] or [Migrate] or [DemoSwitch.Name] or [SqliteBackup.Switch, ..] or [OpenApiExport.Switch, ..]))
        {
            throw new SettingException(
                "The command line",
                PathValues.Shown(string.Join(' ', args)),
                $"it must be one of {DemoSwitch.Name}, {Check}, {Migrate}, {SqliteBackup.Switch} FILE and {OpenApiExport.Switch} FILE, or nothing");
        }
    }

    /// <summary>The file that follows a switch.</summary>
    /// <exception cref="SettingException">There is none, or more than one.</exception>
    public static string FileOf(string[] args) => args is [_, { Length: > 0 } file]
        ? file
        : throw new SettingException(args[0], string.Join(' ', args[1..]), "one file must follow it");

    /// <summary>Does what the command line asks for instead of a server.</summary>
    /// <returns>False when it asks for nothing of the kind.</returns>
    /// <exception cref="SettingException">It cannot be done.</exception>
    public static async Task<bool> TryRunAsync(string[] args, ServerOptions options, TextWriter output)
    {
        switch (args)
        {
            case [Check]:
                await Inspection.CheckAsync(options, output);
                return true;
            case [Migrate]:
                await Inspection.MigrateAsync(options, output);
                return true;
            case [SqliteBackup.Switch, ..]:
                await BackUpAsync(FileOf(args), options, output);
                return true;
            default:
                return false;
        }
    }

    private static async Task BackUpAsync(string file, ServerOptions options, TextWriter output)
    {
        if (options.Postgres is not null)
            throw new SettingException(SqliteBackup.Switch, file, "the database is PostgreSQL, which pg_dump backs up");
        var database = new SqliteDatabase(new DataFolder(options.DataDir).PathOf(SqliteDatabase.FileName));
        var bytes = new SqliteBackup(database).Run(file);
        await output.WriteLineAsync($"database sqlite: {database.Path} was copied to {Path.GetFullPath(file)}, {bytes} bytes");
    }
}
