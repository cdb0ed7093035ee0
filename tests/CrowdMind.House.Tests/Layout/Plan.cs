using CrowdMind.House.Tests.Sources;

namespace CrowdMind.House.Tests.Layout;

/// <summary>Which folder is which namespace, which namespace belongs to which room, and what each declares.</summary>
public sealed class Plan
{
    private static readonly string[] Projects = ["CrowdMind", "CrowdMind.Server"];

    private readonly Dictionary<string, HashSet<string>> _typesByNamespace;

    public Plan(IEnumerable<SourceFile> sources)
    {
        Files = [.. sources.Where(file => file.IsCSharp && NamespaceOf(file) is not null)];
        _typesByNamespace = Files
            .GroupBy(file => NamespaceOf(file)!)
            .ToDictionary(group => group.Key, group => TopLevelTypes(group).ToHashSet());
    }

    /// <summary>The C# files of the two projects.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The namespaces that hold files.</summary>
    public IEnumerable<string> Namespaces => _typesByNamespace.Keys;

    /// <summary>The namespace that the file's folder asks for; null outside the two projects.</summary>
    public static string? NamespaceOf(SourceFile file) => Projects
        .Where(project => file.IsUnder("src/" + project))
        .Select(_ => file.Folder["src/".Length..].Replace('/', '.'))
        .FirstOrDefault();

    /// <summary>The room of a namespace: the project, its first folder, or in a wing its second.</summary>
    public static string RoomOf(string name)
    {
        string project = name == "CrowdMind.Server" || name.StartsWith("CrowdMind.Server.", StringComparison.Ordinal)
            ? "CrowdMind.Server"
            : "CrowdMind";
        string[] folders = name.Length == project.Length ? [] : name[(project.Length + 1)..].Split('.');
        if (folders.Length == 0)
            return project;
        string room = $"{project}.{folders[0]}";
        return folders.Length > 1 && Floors.Wings.Contains(room) ? $"{room}.{folders[1]}" : room;
    }

    public bool Declares(string name, string type) =>
        _typesByNamespace.TryGetValue(name, out var types) && types.Contains(type);

    /// <summary>The longest namespace with files that a dotted name begins with, and the word after it.</summary>
    public (string Namespace, string? Next)? Resolve(string dotted)
    {
        string[] words = dotted.Split('.');
        for (int length = words.Length; length > 0; length--)
        {
            string prefix = string.Join('.', words[..length]);
            if (_typesByNamespace.ContainsKey(prefix))
                return (prefix, length < words.Length ? words[length] : null);
        }

        return null;
    }

    private static IEnumerable<string> TopLevelTypes(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => file.Types).Where(type => type.IsTopLevel).Select(type => type.Name);
}
