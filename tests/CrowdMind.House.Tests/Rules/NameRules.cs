using CrowdMind.House.Tests.Sources;

namespace CrowdMind.House.Tests.Rules;

/// <summary>Names that say nothing are not ours.</summary>
public static class NameRules
{
    private static readonly HashSet<string> Folders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Services", "Interfaces", "Helpers", "Common", "Utilities", "Utils", "Internal", "Infrastructure", "Managers",
    };

    private static readonly string[] Endings =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Base", "Info"];

    /// <summary>Names with a banned ending that a framework type forces on us, each with that type. None yet.</summary>
    public static IReadOnlyDictionary<string, string> Forced { get; } = new Dictionary<string, string>();

    public static IEnumerable<Finding> BannedFolders(IEnumerable<SourceFile> sources) =>
        from file in sources
        where file.Path.Contains('/')
        from folder in file.Folder.Split('/')
        where Folders.Contains(folder)
        group folder by (file.Folder, folder) into found
        select new Finding(found.Key.Folder, 1, $"folder name {found.Key.folder}");

    public static IEnumerable<Finding> BannedEndings(
        IEnumerable<SourceFile> sources, IReadOnlyDictionary<string, string> forced) =>
        from file in sources
        from type in file.Types
        where Endings.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal))
        where !(forced.TryGetValue(type.Name, out string? framework) && type.Bases.Contains(framework))
        select new Finding(file.Path, type.Line, $"type name {type.Name}");
}
