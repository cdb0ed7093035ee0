using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrowdMind.Server.Tests.Docs;

/// <summary>
/// Compares an answer with its example: member names, types, numbers, truth values, how times are written, and the
/// strings that are words of the protocol. Other strings may differ, placeholders are learnt.
/// </summary>
internal static partial class Shape
{
    private static readonly HashSet<string> Words = ["type", "status", "title", "target", "engine"];

    /// <summary>What differs, each with its path; empty when the answer has the example's shape.</summary>
    public static IReadOnlyList<string> Differences(string example, string answer, Placeholders placeholders)
    {
        var found = new List<string>();
        try
        {
            using var expected = JsonDocument.Parse(example);
            using var actual = JsonDocument.Parse(answer);
            Compare(expected.RootElement, actual.RootElement, "$", placeholders, found);
        }
        catch (JsonException e)
        {
            found.Add($"no JSON ({e.Message}): {answer}");
        }

        return found;
    }

    private static void Compare(
        JsonElement expected, JsonElement actual, string path, Placeholders placeholders, List<string> found)
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            found.Add($"{path}: {expected.GetRawText()} in the example, {actual.GetRawText()} in the answer");
            return;
        }

        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                CompareMembers(expected, actual, path, placeholders, found);
                break;
            case JsonValueKind.Array when expected.GetArrayLength() != actual.GetArrayLength():
                found.Add($"{path}: not {expected.GetArrayLength()} entries but {actual.GetRawText()} in the answer");
                break;
            case JsonValueKind.Array:
                foreach (var (index, (one, other)) in expected.EnumerateArray().Zip(actual.EnumerateArray()).Index())
                    Compare(one, other, $"{path}[{index}]", placeholders, found);
                break;
            case JsonValueKind.String:
                if (!SameText(expected.GetString()!, actual.GetString()!, path, placeholders))
                    found.Add($"{path}: \"{expected}\" in the example, \"{actual}\" in the answer");
                break;
            case JsonValueKind.Number when expected.GetRawText() != actual.GetRawText():
                found.Add($"{path}: {expected} in the example, {actual} in the answer");
                break;
        }
    }

    /// <summary>A member named "..." stands for any number of members, at least one, under any names.</summary>
    private static void CompareMembers(
        JsonElement expected, JsonElement actual, string path, Placeholders placeholders, List<string> found)
    {
        if (expected.TryGetProperty("...", out var each))
        {
            foreach (var member in actual.EnumerateObject())
                CompareAny(each, member, path, found);
            return;
        }

        var names = expected.EnumerateObject().Select(member => member.Name).ToList();
        var given = actual.EnumerateObject().Select(member => member.Name).ToList();
        found.AddRange(names.Except(given).Select(name => $"{path}.{name}: not in the answer"));
        found.AddRange(given.Except(names).Select(name => $"{path}.{name}: not in the example"));
        foreach (string name in names.Intersect(given))
            Compare(expected.GetProperty(name), actual.GetProperty(name), $"{path}.{name}", placeholders, found);
    }

    private static void CompareAny(JsonElement each, JsonProperty member, string path, List<string> found)
    {
        var names = each.EnumerateObject().Select(part => part.Name).Order();
        if (!names.SequenceEqual(member.Value.EnumerateObject().Select(part => part.Name).Order()))
            found.Add($"{path}.{member.Name}: {each} in the example, {member.Value} in the answer");
    }

    private static bool SameText(string expected, string actual, string path, Placeholders placeholders)
    {
        if (Placeholders.NameOf(expected) is { } name)
            return placeholders.Agrees(name, actual);
        if (Time().IsMatch(expected))
            return Time().IsMatch(actual);
        if (Guid.TryParse(expected, out _) || Words.Contains(path[(path.LastIndexOf('.') + 1)..]))
            return expected == actual;
        return actual.Length > 0;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
    private static partial Regex Time();
}
