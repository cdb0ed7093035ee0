namespace CrowdMind.TestKit;

/// <summary>The repository that the tests were built in.</summary>
public static class RepositoryFolder
{
    /// <summary>The full path of a file or folder, given from the root.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root(), .. parts]);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "CrowdMind.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No CrowdMind.sln in any folder above {AppContext.BaseDirectory}.");
    }
}
