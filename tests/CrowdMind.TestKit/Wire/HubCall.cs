using System.Text.Json;

namespace CrowdMind.TestKit.Wire;

/// <summary>A call of the server to its client.</summary>
public sealed record HubCall(string Target, IReadOnlyList<JsonElement> Arguments);
