using System.Text.Json;

namespace CrowdMind.Server.Wire;

/// <summary>
/// Finds texts of JSON that hold half of a surrogate pair: they may be written there, but not as UTF-8, and nothing that
/// compares or unescapes them goes on.
/// </summary>
internal static class HalfPairs
{
    /// <summary>What they are told.</summary>
    public const string Refusal = "It holds half of a surrogate pair; a text that can be written as UTF-8 is wanted.";

    /// <summary>Whether one is in the names of an object's own members.</summary>
    public static bool AreInNames(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && !element.EnumerateObject().All(member => NameOf(member) is not null);

    /// <summary>The path of the first one, in names or in values; null when there is none.</summary>
    public static string? Find(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.String => IsWhole(element) ? null : path,
        JsonValueKind.Array => element.EnumerateArray().Select((item, index) => Find(item, $"{path}[{index}]")).FirstOrDefault(found => found is not null),
        JsonValueKind.Object => element.EnumerateObject()
            .Select(member => NameOf(member) is { } name ? Find(member.Value, $"{path}.{name}") : path).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsWhole(JsonElement text)
    {
        try
        {
            text.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
