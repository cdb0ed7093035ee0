using System.Text.Json.Nodes;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>The examples around agents.</summary>
internal static class AgentExamples
{
    private const string At = "2026-01-01T12:00:00.000000Z";
    private const string Operators = """["FULLY_CONNECTED","SOFTMAX@2"]""";

    private const string Desired =
        $$"""{"model_id":"{{ModelExamples.ModelId}}","checksum":"{{ModelExamples.Checksum}}","assigned_at":"{{At}}"}""";

    private const string Reported =
        $$"""{"checksum":"{{ModelExamples.Checksum}}","state":"running","error":null,"reported_at":"{{At}}"}""";

    private const string Made =
        $$"""{"name":"porch sensor","type":"physical","traits":{"room":"porch"},"memory_bytes":327680,"flash_bytes":2097152,"supported_operators":{{Operators}}}""";

    private const string Agent =
        $$"""{"id":"{{Examples.AgentId}}","name":"porch sensor","type":"physical","traits":{"room":"porch"},"created_at":"{{At}}","memory_bytes":327680,"flash_bytes":2097152,"supported_operators":{{Operators}},"desired":{{Desired}},"reported":{{Reported}},"current_model_id":"{{ModelExamples.ModelId}}"}""";

    private const string Boot =
        $$"""{"agent_id":"{{Examples.AgentId}}","model":{"id":"{{ModelExamples.ModelId}}","name":"mood","version":"1.0","target_device":"esp32-s3","labels":["calm","curious","angry"]},"signature":{{ModelExamples.Signature}},"url":"https://crowd.example.org/api/v1/objects/{{Examples.ObjectKey}}?expires=1767225600&name=mood-1.0.tflite&signature={{Examples.Signature}}","expires_at":"{{At}}","checksum":"{{ModelExamples.Checksum}}","size":20480,"assigned_at":"{{At}}","experiments":[{"id":"{{Examples.ExperimentId}}","name":"evening crowd","status":"running","head":17,"websocket_path":"/api/v1/ws/experiments/{{Examples.ExperimentId}}"}],"server_time":"{{At}}"}""";

    /// <summary>What is sent to an operation; null when it is not around agents.</summary>
    public static JsonNode? Request(string operationId) => operationId switch
    {
        "createAgent" => JsonNode.Parse(Made),
        "changeAgent" => JsonNode.Parse("""{"traits":{"room":"hall"},"flash_bytes":4194304,"supported_operators":null}"""),
        "reportModel" => JsonNode.Parse($$"""{"checksum":"{{ModelExamples.Checksum}}","state":"running"}"""),
        _ => null,
    };

    /// <summary>What an operation answers; null when it is not around agents.</summary>
    public static JsonNode? Response(string operationId) => operationId switch
    {
        "createAgent" or "getAgent" or "changeAgent" => JsonNode.Parse(Agent),
        "listAgents" or "listParticipants" => JsonNode.Parse($"[{Agent}]"),
        "assignModel" => JsonNode.Parse(Assignment($"\"{ModelExamples.ModelId}\"", "mood, version 1.0, was assigned.")),
        "unassignModel" or "deleteAgentModel" => JsonNode.Parse(Assignment("null", "The agent has no model assigned.")),
        "getAgentModel" => JsonNode.Parse(Boot),
        "reportModel" => JsonNode.Parse(
            $$"""{"agent_id":"{{Examples.AgentId}}","desired":{{Desired}},"reported":{{Reported}}}"""),
        _ => null,
    };

    /// <summary>What an answer means, where the status does not say it.</summary>
    public static string? Meaning(string operationId, string status) => (operationId, status) switch
    {
        ("assignModel", "409") =>
            "The model has no file, or does not fit what the agent declared: error.details has both numbers. force=true overrides the latter.",
        ("getAgentModel", "200") => "All of it; the members about the model are null when there is none.",
        ("getAgentModel", "304") => "Neither the model nor the experiments have changed.",
        ("changeAgent", "200") => "The agent as it is now.",
        ("changeAgent", "413") => "The body, or what the traits would become, is too large.",
        ("addParticipant", "204") => "It takes part, now or already before.",
        _ => null,
    };

    private static string Assignment(string model, string message) =>
        $$"""{"agent_id":"{{Examples.AgentId}}","model_id":{{model}},"message":"{{message}}"}""";
}
