using Microsoft.OpenApi;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>The parameters around agents.</summary>
internal static class AgentParameters
{
    /// <summary>Describes a parameter of the path or the query; null when it is not around agents.</summary>
    public static IOpenApiParameter? Describe(string operationId, string name) => (operationId, name) switch
    {
        ("assignModel", "force") => Parameters.Query(
            name,
            "Also when it does not fit what the agent declared.",
            new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = false },
            true),
        (_, "agent_id") => Parameters.Path(
            name, "The agent's id, a UUID.", new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" }, Examples.AgentId),
        ("listAgents", "type") => Parameters.Query(
            name, "Only agents of this type.", new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["digital", "physical"] }, "physical"),
        ("listAgents", "model_id") => Parameters.Query(
            name,
            "Only agents that have this model.",
            new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
            ModelExamples.ModelId),
        _ => null,
    };

    /// <summary>The request headers that mean something to an operation; none when it is not around agents.</summary>
    public static IEnumerable<IOpenApiParameter> HeadersOf(string operationId) => operationId == "getAgentModel"
        ?
        [
            Parameters.Header(
                "If-None-Match", "The ETag of the last answer.", new OpenApiSchema { Type = JsonSchemaType.String }, "W/\"9f86d081884c7d65\""),
        ]
        : [];
}
