using CrowdMind.Server.Wire;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>
/// Copies the database as it is at one moment, while a server may write it (SQLite's online backup in one step, which reads
/// one snapshot). The copy is whole or absent.
/// </summary>
/// <param name="database">What is copied.</param>
internal sealed class SqliteBackup(SqliteDatabase database)
{
    /// <summary>What the command line says for it, before the file.</summary>
    public const string Switch = "--backup";

    /// <summary>Copies the database to a file.</summary>
    /// <returns>The copy's size in bytes.</returns>
    /// <exception cref="SettingException">There is no database, or the file is there already or cannot be written.</exception>
    public long Run(string file)
    {
        if (database.ReadVersion() is null)
            throw new SettingException("DATA_DIR", Path.GetDirectoryName(database.Path), "it must be a folder with a database; there is none yet");
        var target = Path.GetFullPath(file);
        var part = $"{target}.{Guid.NewGuid():n}.part";
        try
        {
            if (Path.Exists(target))
                throw new IOException("It is there already");
            CopyTo(part);
            using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
                written.Flush(flushToDisk: true);
            File.Move(part, target, overwrite: false);
            FolderSync.Sync(Path.GetDirectoryName(target) ?? target);
            return new FileInfo(target).Length;
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new SettingException(Switch, file, $"it must be a new file that this user can write ({failure.Message.TrimEnd('.')})");
        }
        finally
        {
            if (File.Exists(part))
                File.Delete(part);
        }
    }

    private void CopyTo(string part)
    {
        // Made here, so that a folder that is missing or closed is told in the system's words.
        new FileStream(part, FileMode.CreateNew).Dispose();
        using var source = database.OpenReader();
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = part, Pooling = false }.ToString());
        copy.Open();
        source.BackupDatabase(copy);
    }
}
