using System.Text.Json;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>The server's OpenAPI document: what may be asked, and what may be answered.</summary>
public sealed class ApiDocument
{
    private const string Components = "#/components/schemas/";
    private readonly JsonElement _schemas;

    private ApiDocument(JsonElement root)
    {
        _schemas = root.GetProperty("components").GetProperty("schemas");
        Operations =
        [
            .. root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject(), (path, method) =>
                new ApiOperation(method.Value.GetProperty("operationId").GetString() ?? "", method.Name.ToUpperInvariant(), path.Name, method.Value)),
        ];
    }

    public IReadOnlyList<ApiOperation> Operations { get; }

    public static ApiDocument Parse(string json) => new(JsonSerializer.Deserialize<JsonElement>(json));

    /// <summary>The schema itself, also where only its name stands.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString() ?? "";
            Assert.StartsWith(Components, name, StringComparison.Ordinal);
            schema = _schemas.GetProperty(name[Components.Length..]);
        }

        return schema;
    }

    /// <summary>The methods that a path has.</summary>
    public IEnumerable<string> MethodsOf(string path) =>
        Operations.Where(operation => operation.Path == path).Select(operation => operation.Method);
}
