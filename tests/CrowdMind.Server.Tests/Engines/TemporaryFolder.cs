namespace CrowdMind.Server.Tests.Engines;

/// <summary>A folder of its own for a test, which deletes it afterwards.</summary>
internal sealed class TemporaryFolder
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("crowdmind-test-").FullName;

    /// <summary>A file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The names of the files that are there.</summary>
    public IEnumerable<string?> Names => Directory.EnumerateFiles(Path).Select(System.IO.Path.GetFileName).Order();

    public void Delete() => Directory.Delete(Path, recursive: true);
}
