using System.Text.Json;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines;

/// <summary>The labels of datasets and models as JSON text, the same in every database.</summary>
internal static class LabelColumn
{
    public static string Of(IReadOnlyList<string> labels) => JsonSerializer.Serialize(labels, WireJson.Web.IReadOnlyListString);

    public static IReadOnlyList<string> Read(string column) =>
        JsonSerializer.Deserialize(column, WireJson.Web.IReadOnlyListString) ?? [];
}
