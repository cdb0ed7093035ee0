namespace CrowdMind.Server.Tests.Engines;

/// <summary>A folder of its own for a test, which deletes it afterwards.</summary>
internal sealed class TemporaryFolder
{
    private readonly string _path = Directory.CreateTempSubdirectory("crowdmind-test-").FullName;

    /// <summary>A file in the folder.</summary>
    public string File(string name) => Path.Combine(_path, name);

    /// <summary>The names of the files that are there.</summary>
    public IEnumerable<string?> Names => Directory.EnumerateFiles(_path).Select(Path.GetFileName).Order();

    public void Delete() => Directory.Delete(_path, recursive: true);
}
