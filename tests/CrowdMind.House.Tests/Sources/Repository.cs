namespace CrowdMind.House.Tests.Sources;

/// <summary>The repository these tests were built in, read once.</summary>
public static class Repository
{
    private static readonly HashSet<string> Skipped = ["bin", "obj", "node_modules", "data", "dist", "out", "TestResults"];

    private static readonly HashSet<string> Read =
    [
        ".cs", ".csproj", ".props", ".targets", ".json", ".md", ".sql", ".sh", ".py", ".js", ".mjs", ".ts", ".html",
        ".css", ".yml", ".yaml", ".toml", ".txt", ".http",
    ];

    private static readonly Lazy<IReadOnlyList<SourceFile>> All = new(() => ReadAll(Root()));

    /// <summary>The files of the folders that are the house: src, tests, samples, docs, and the README.</summary>
    public static IReadOnlyList<SourceFile> Files => All.Value;

    /// <summary>The nearest folder above the test's own that holds the solution.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CrowdMind.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No CrowdMind.sln in any folder above {AppContext.BaseDirectory}.");
    }

    private static List<SourceFile> ReadAll(string root)
    {
        var files = new List<SourceFile>();
        foreach (string folder in new[] { "src", "tests", "samples", "docs" })
        {
            if (Directory.Exists(Path.Combine(root, folder)))
                Add(root, Path.Combine(root, folder), files);
        }

        if (File.Exists(Path.Combine(root, "README.md")))
            files.Add(new SourceFile("README.md", File.ReadAllText(Path.Combine(root, "README.md"))));
        return files;
    }

    private static void Add(string root, string folder, List<SourceFile> files)
    {
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (Read.Contains(Path.GetExtension(path)) && !path.EndsWith(".lock.json", StringComparison.Ordinal))
                files.Add(new SourceFile(Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path)));
        }

        foreach (string inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(inner);
            if (!Skipped.Contains(name) && !name.StartsWith('.'))
                Add(root, inner, files);
        }
    }
}
