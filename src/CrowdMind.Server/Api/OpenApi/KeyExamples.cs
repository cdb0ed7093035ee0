using System.Text.Json.Nodes;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>The examples around keys and tickets.</summary>
internal static class KeyExamples
{
    /// <summary>The key of all examples.</summary>
    public const string KeyId = "0190a0a0-7e57-7000-8000-000000000009";

    private const string Made =
        $$"""{"id":"{{KeyId}}","name":"station wall","role":"viewer","agent_id":null,"created_at":"2026-01-01T12:00:00.000000Z","expires_at":null""";

    private const string Kept = Made + ""","last_used_at":"2026-01-01T12:30:00.000000Z","revoked_at":null}""";

    private const string Ticket =
        """{"ticket":"4dJ0m3c1oWcG6p0m2Jm8o5n0b6sQ1mXk9T2fVh7yZ3E","expires_at":"2026-01-01T12:00:30.000000Z"}""";

    /// <summary>What is sent to an operation; null when it is none of these.</summary>
    public static JsonNode? Request(string operationId) =>
        operationId == "createKey" ? JsonNode.Parse("""{"name":"station wall","role":"viewer","expires_at":null}""") : null;

    /// <summary>What an operation answers; null when it is none of these.</summary>
    public static JsonNode? Response(string operationId) => operationId switch
    {
        "createKey" => JsonNode.Parse(Made + ""","key":"cmk_0190a0a07e5770008000000000000009_Zk3v8Qe0uYJ2m6s1B4tX9wR5cH7nL0pD2fA8gK6jV1M"}"""),
        "getKey" => JsonNode.Parse(Kept),
        "listKeys" => JsonNode.Parse($"[{Kept}]"),
        "getMe" => JsonNode.Parse("""{"name":"station wall","role":"viewer","agent_id":null,"expires_at":null}"""),
        "createExperimentTicket" or "createAgentTicket" => JsonNode.Parse(Ticket),
        "listAudit" => JsonNode.Parse(
            $$"""[{"at":"2026-01-01T12:00:00.000000Z","actor":"ada","role":"editor","key_id":"{{KeyId}}","address":"192.0.2.7","action":"startExperiment","subject":"/experiments/{{Examples.ExperimentId}}/start"}]"""),
        _ => null,
    };
}
