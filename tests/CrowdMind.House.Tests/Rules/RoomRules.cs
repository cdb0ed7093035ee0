using System.Text.RegularExpressions;
using CrowdMind.House.Tests.Layout;
using CrowdMind.House.Tests.Sources;

namespace CrowdMind.House.Tests.Rules;

/// <summary>The import law: every room has a floor, and a line looks down only.</summary>
public static partial class RoomRules
{
    public static IEnumerable<Finding> RoomsWithoutFloor(Plan plan) => plan.Files
        .GroupBy(file => Plan.RoomOf(Plan.NamespaceOf(file)!))
        .Where(room => !Floors.Table.ContainsKey(room.Key))
        .Select(room => new Finding(room.First().Path, 1, $"room {room.Key} stands on no floor"));

    public static IEnumerable<Finding> LooksUpOrSideways(Plan plan) => Looks.In(plan)
        .Where(look => !Allowed(Plan.RoomOf(look.From), Plan.RoomOf(look.To)))
        .DistinctBy(look => (look.File.Path, look.Line, look.To))
        .Select(look => new Finding(
            look.File.Path, look.Line, $"{Named(look.From)} names {look.As}, {Named(look.To)}"));

    /// <summary>A namespace other than the folder's would let a file pass for another room's.</summary>
    public static IEnumerable<Finding> ForeignNamespaces(Plan plan) =>
        from file in plan.Files
        let expected = Plan.NamespaceOf(file)
        from declared in Declared(file)
        where declared.Name != expected
        select new Finding(file.Path, declared.Line, $"declares {declared.Name}, its folder is {expected}");

    /// <summary>A global using opens a room to every file of the project, out of its sight.</summary>
    public static IEnumerable<Finding> GlobalUsings(IReadOnlyList<SourceFile> sources)
    {
        var inCode = sources.Where(file => Plan.NamespaceOf(file) is not null).SelectMany(InCode);
        var inProjects = sources
            .Where(file => file.IsUnder("src") && Path.GetExtension(file.Path) is ".csproj" or ".props" or ".targets")
            .SelectMany(file => file.LinesMatching(RoomUsing()))
            .Select(hit => new Finding(hit.File.Path, hit.Line, "a global using of a room"));
        return inCode.Concat(inProjects);
    }

    private static bool Allowed(string from, string to) =>
        from == to
        || (Floors.Wings.Contains(to) && from.StartsWith(to + ".", StringComparison.Ordinal))
        || !Floors.Table.TryGetValue(from, out int above) // reported once by its own rule, not at every look
        || !Floors.Table.TryGetValue(to, out int below)
        || above > below;

    private static string Named(string name) =>
        Floors.Table.TryGetValue(Plan.RoomOf(name), out int floor) ? $"{name} (floor {floor})" : $"{name} (no floor)";

    private static IEnumerable<(string Name, int Line)> Declared(SourceFile file)
    {
        var tokens = file.Tokens;
        for (int at = 0; at + 1 < tokens.Count; at++)
        {
            if (!tokens[at].Is("namespace"))
                continue;
            var name = tokens.Skip(at + 1).TakeWhile(token => token.IsWord || token.Is("."));
            yield return (string.Concat(name.Select(token => token.Text)), tokens[at].Line);
        }
    }

    private static IEnumerable<Finding> InCode(SourceFile file)
    {
        var tokens = file.Tokens;
        for (int at = 0; at + 2 < tokens.Count; at++)
        {
            if (!tokens[at].Is("global") || !tokens[at + 1].Is("using"))
                continue;
            string directive = string.Concat(tokens.Skip(at + 2).TakeWhile(t => !t.Is(";")).Select(t => t.Text));
            if (directive.Contains("CrowdMind.", StringComparison.Ordinal))
                yield return new Finding(file.Path, tokens[at].Line, "a global using of a room");
        }
    }

    [GeneratedRegex("<Using\\s+Include=\"CrowdMind\\.")]
    private static partial Regex RoomUsing();
}
