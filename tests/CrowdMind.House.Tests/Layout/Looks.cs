using CrowdMind.House.Tests.Sources;

namespace CrowdMind.House.Tests.Layout;

/// <summary>
/// Finds every look from one namespace into another: by a using, by a full or relative qualified name, and by the bare
/// name of a type that stands in an enclosing namespace.
/// </summary>
public static class Looks
{
    public static IEnumerable<Look> In(Plan plan) => plan.Files.SelectMany(file => Of(file, plan));

    private static IEnumerable<Look> Of(SourceFile file, Plan plan)
    {
        string from = Plan.NamespaceOf(file)!;
        var own = file.Types.Select(type => type.Name).ToHashSet();
        var tokens = file.Tokens;
        for (int at = 0; at < tokens.Count; at++)
        {
            if (!tokens[at].IsWord || (at > 0 && tokens[at - 1].Is(".")))
                continue;
            string name = DottedName(tokens, at);
            if (DeclaresNamespace(tokens, at))
                continue;
            string? to = Full(name, plan) ?? Relative(name, from, IsUsing(tokens, at), plan);
            to ??= own.Contains(tokens[at].Text) ? null : Enclosing(tokens[at].Text, from, plan);
            if (to is not null && to != from)
                yield return new Look(file, tokens[at].Line, from, to, name);
        }
    }

    private static string DottedName(IReadOnlyList<Token> tokens, int at)
    {
        var words = new List<string> { tokens[at].Text };
        while (at + 2 < tokens.Count && tokens[at + 1].Is(".") && tokens[at + 2].IsWord)
        {
            at += 2;
            words.Add(tokens[at].Text);
        }

        return string.Join('.', words);
    }

    private static bool DeclaresNamespace(IReadOnlyList<Token> tokens, int at) =>
        at > 0 && tokens[at - 1].Is("namespace");

    private static bool IsUsing(IReadOnlyList<Token> tokens, int at) => at > 0 && tokens[at - 1].Is("using");

    private static string? Full(string name, Plan plan) =>
        name.StartsWith("CrowdMind.", StringComparison.Ordinal) ? plan.Resolve(name)?.Namespace : null;

    /// <summary>
    /// "Feeds.Feed" seen from CrowdMind.Recording. Only a using or a type that stands there makes it a look:
    /// "Agents.Count" is more likely a property.
    /// </summary>
    private static string? Relative(string name, string from, bool isUsing, Plan plan)
    {
        for (string outer = from; outer.Length > 0; outer = Outer(outer))
        {
            if (plan.Resolve($"{outer}.{name}") is { } found
                && found.Namespace.Length > outer.Length
                && (found.Next is null ? isUsing : plan.Declares(found.Namespace, found.Next)))
                return found.Namespace;
        }

        return null;
    }

    private static string? Enclosing(string type, string from, Plan plan)
    {
        for (string outer = from; outer.Length > 0; outer = Outer(outer))
        {
            if (plan.Declares(outer, type))
                return outer;
        }

        return null;
    }

    private static string Outer(string name) => name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : "";
}
