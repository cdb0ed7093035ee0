namespace CrowdMind.Server.Tests.Crash;

/// <summary>A copy of a data folder, to go back to.</summary>
internal sealed class FolderCopy : IDisposable
{
    private readonly string _copy = Directory.CreateTempSubdirectory("crowdmind-copy-").FullName;

    public void TakeFrom(string folder) => Copy(folder, _copy);

    public void PutBack(string folder)
    {
        Directory.Delete(folder, recursive: true);
        Copy(_copy, folder);
    }

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (string file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
