using CrowdMind.Objects;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>The folder where objects stand while they come in.</summary>
/// <param name="path">Where it is.</param>
internal sealed class IncomingFolder(string path)
{
    /// <summary>Makes the folder if need be, and removes what a crash left in it.</summary>
    /// <exception cref="SettingException">It cannot be made or written.</exception>
    public void Open()
    {
        try
        {
            Directory.CreateDirectory(path);
            foreach (var leftover in Directory.EnumerateFiles(path))
                Remove(leftover);
            TryWrite();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, failure);
        }
    }

    /// <summary>What is to be said of a folder below the data folder that cannot be written.</summary>
    public static SettingException Unusable(string folder, Exception failure) => new(
        "DATA_DIR", Path.GetDirectoryName(folder), $"it must be a folder that this user can write ({failure.Message.TrimEnd('.')})");

    /// <summary>Takes a source whole into a temporary file; null when it is more than the limit.</summary>
    /// <exception cref="ObjectStoreUnavailableException">The disk did not take it.</exception>
    public async Task<IncomingFile?> ReceiveAsync(Stream source, long limit, CancellationToken cancellationToken)
    {
        var file = Create();
        try
        {
            if (await file.TakeAsync(source, limit, cancellationToken))
                return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }

        file.Dispose();
        return null;
    }

    /// <summary>Tries to write in the folder.</summary>
    public void TryWrite() => FolderProbe.TryWrite(path);

    private IncomingFile Create()
    {
        try
        {
            return new IncomingFile(NewPath());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ObjectStoreUnavailableException($"{path} cannot be written: {failure.Message}", failure);
        }
    }

    private string NewPath() => Path.Combine(path, Guid.NewGuid().ToString("n"));

    private static void Remove(string leftover)
    {
        try
        {
            using var dead = new FileStream(
                leftover, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            // Locked: another instance on the same folder is receiving it now.
        }
    }
}
