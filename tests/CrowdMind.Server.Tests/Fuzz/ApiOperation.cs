using System.Text.Json;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>An operation, as the document has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its parameters in braces.</param>
/// <param name="Spec">The operation's object.</param>
public sealed record ApiOperation(string Id, string Method, string Path, JsonElement Spec)
{
    public IReadOnlyList<ApiParameter> Parameters { get; } = Spec.TryGetProperty("parameters", out var list)
        ? [.. list.EnumerateArray().Select(ApiParameter.Read)]
        : [];

    /// <summary>The bodies it takes, by media type.</summary>
    public IReadOnlyDictionary<string, JsonElement> Bodies { get; } =
        Spec.TryGetProperty("requestBody", out var body) ? Members(body.GetProperty("content")) : new Dictionary<string, JsonElement>();

    public bool NeedsBody { get; } =
        Spec.TryGetProperty("requestBody", out var body) && body.TryGetProperty("required", out var required) && required.GetBoolean();

    /// <summary>What it may answer, by status.</summary>
    public IReadOnlyDictionary<int, JsonElement> Responses { get; } = Members(Spec.GetProperty("responses"))
        .ToDictionary(pair => int.Parse(pair.Key, System.Globalization.CultureInfo.InvariantCulture), pair => pair.Value);

    /// <summary>The bodies of an answer, by media type.</summary>
    public IReadOnlyDictionary<string, JsonElement> ContentOf(int status) =>
        Responses[status].TryGetProperty("content", out var content) ? Members(content) : new Dictionary<string, JsonElement>();

    /// <summary>The headers that an answer is said to have.</summary>
    public IEnumerable<string> HeadersOf(int status) =>
        Responses[status].TryGetProperty("headers", out var headers) ? Members(headers).Keys : [];

    private static Dictionary<string, JsonElement> Members(JsonElement of) =>
        of.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.OrdinalIgnoreCase);
}
