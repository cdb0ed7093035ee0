using CrowdMind.House.Tests.Sources;

namespace CrowdMind.House.Tests.Rules;

/// <summary>One concept a file, and an interface only where two implementations exist.</summary>
public static class TypeRules
{
    /// <summary>At least this share of the files with a public type has exactly one.</summary>
    public const double OneTypeShare = 0.95;

    /// <summary>Ports whose second engine is yet to come. None now.</summary>
    public static IReadOnlySet<string> PortsAwaitingAnEngine { get; } =
        new HashSet<string>();

    /// <summary>Every file with more public types than one, when they are more than the share allows.</summary>
    public static IReadOnlyList<Finding> CrowdedFiles(IEnumerable<SourceFile> sources)
    {
        var files = sources
            .Select(file => (file.Path, Types: file.Types.Where(type => type.IsPublic && type.IsTopLevel).ToList()))
            .Where(file => file.Types.Count > 0)
            .ToList();
        var crowded = files.Where(file => file.Types.DistinctBy(type => type.Name).Count() > 1).ToList();
        return files.Count - crowded.Count >= OneTypeShare * files.Count
            ? []
            : [.. crowded.Select(file => new Finding(file.Path, file.Types[1].Line, Names(file.Types)))];
    }

    /// <summary>
    /// Interfaces that one type implements. A typed hub's client has its implementation from the framework, and
    /// markers that extend another interface count for it.
    /// </summary>
    public static IEnumerable<Finding> LoneInterfaces(IReadOnlyList<SourceFile> sources, IReadOnlySet<string> awaited)
    {
        var types = sources.SelectMany(file => file.Types.Select(type => (file, type))).ToList();
        var byBase = types
            .SelectMany(entry => entry.type.Bases.Select(name => (name, entry.type)))
            .ToLookup(pair => pair.name, pair => pair.type);
        return from entry in types
               where entry.type.Kind == "interface" && !awaited.Contains(entry.type.Name)
               let count = Implementations(entry.type.Name, byBase)
               where count < 2 && !(count == 0 && IsHubClient(entry.type.Name, sources))
               select new Finding(entry.file.Path, entry.type.Line, $"{entry.type.Name} has {count} implementation(s)");
    }

    private static int Implementations(string name, ILookup<string, TypeDeclaration> byBase) => byBase[name]
        .Sum(type => type.Kind == "interface" ? Implementations(type.Name, byBase) : 1);

    private static bool IsHubClient(string name, IEnumerable<SourceFile> sources) => sources
        .SelectMany(file => file.Tokens.Zip(file.Tokens.Skip(1), file.Tokens.Skip(2)))
        .Any(three => three.First.Is("Hub") && three.Second.Is("<") && three.Third.Is(name));

    private static string Names(IEnumerable<TypeDeclaration> types) =>
        string.Join(", ", types.Select(type => type.Name));
}
