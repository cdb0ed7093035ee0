using System.Text.Json;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>A parameter of an operation, as the document has it.</summary>
/// <param name="Place"><c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Schema">What its value is.</param>
/// <param name="Example">The document's example; undefined when there is none.</param>
public sealed record ApiParameter(string Place, string Name, JsonElement Schema, JsonElement Example)
{
    public static ApiParameter Read(JsonElement spec) => new(
        spec.GetProperty("in").GetString() ?? "",
        spec.GetProperty("name").GetString() ?? "",
        spec.GetProperty("schema"),
        spec.TryGetProperty("example", out var example) ? example : default);
}
