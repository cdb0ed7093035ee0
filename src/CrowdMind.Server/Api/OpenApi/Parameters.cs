using System.Globalization;
using System.Text.Json.Nodes;
using CrowdMind.Server.Wire;
using Microsoft.OpenApi;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>The parameters and headers of the operations, described once.</summary>
internal static class Parameters
{
    /// <summary>Describes a parameter of the path or the query.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such parameter.</exception>
    public static IOpenApiParameter Describe(string operationId, string name) =>
        AgentParameters.Describe(operationId, name)
        ?? DatasetParameters.Describe(operationId, name)
        ?? ModelParameters.Describe(operationId, name)
        ?? Common(operationId, name);

    private static OpenApiParameter Common(string operationId, string name) => name switch
    {
        "id" => Path(name, "The id, a UUID.", new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" }, Examples.ExperimentId),
        "limit" => Query(name, "How many entries at most.", Whole(1, Limits.ListMaximum, Limits.ListDefault), 20),
        "offset" => Query(name, "How many entries to pass over.", Whole(0, int.MaxValue, 0), 0),
        "after" => Query(
            name,
            operationId == "followExperiment"
                ? "Begin after this seq: 0 replays the whole log first. Without it only what is new is sent."
                : "Oldest first, from after this seq. Not together with offset.",
            new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" },
            17),
        "actor" => Query(name, "Only what this one did.", new OpenApiSchema { Type = JsonSchemaType.String }, "ada"),
        "action" => Query(name, "Only this operation.", new OpenApiSchema { Type = JsonSchemaType.String }, "startExperiment"),
        "subject" => Query(
            name, "Only what was done to this, or under it.", new OpenApiSchema { Type = JsonSchemaType.String }, $"/experiments/{Examples.ExperimentId}"),
        "status" => Query(name, "Only experiments of this status.", Choice("draft", "running", "stopped"), "running"),
        "key" => Path(
            name, "The object's key; its slashes are part of the path.", new OpenApiSchema { Type = JsonSchemaType.String }, Examples.ObjectKey),
        "expires" => Query(
            name, "Until when the URL is good, in seconds since 1970.", new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" }, 1767225600),
        "name" => Query(name, "The name that the file gets.", new OpenApiSchema { Type = JsonSchemaType.String }, "model.tflite"),
        "signature" => Query(
            name, "What the server signed the URL with.", new OpenApiSchema { Type = JsonSchemaType.String }, Examples.Signature),
        "format" => Query(name, "One event a line, or one a row.", Choice("jsonl", "csv"), "jsonl"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a parameter that is described."),
    };

    /// <summary>The request headers that mean something to the operation.</summary>
    public static IEnumerable<IOpenApiParameter> HeadersOf(string operationId) => operationId switch
    {
        "publishReaction" =>
        [
            Header(
                IdempotencyKey.Header,
                "Stands for an id: a UUIDv5 of the experiment and this text.",
                new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKey.Characters },
                "device-7-boot-3-sample-42"),
            TraceParent,
        ],
        "publishReactions" => [TraceParent],
        "downloadObject" =>
        [
            Header("Range", "A range of bytes, or several.", new OpenApiSchema { Type = JsonSchemaType.String }, "bytes=0-1023"),
            Header("If-None-Match", "The ETag of what the client has.", new OpenApiSchema { Type = JsonSchemaType.String }, Examples.ETag),
            Header("If-Range", "The ETag of which a range is wanted.", new OpenApiSchema { Type = JsonSchemaType.String }, Examples.ETag),
        ],
        "followExperiment" =>
        [
            Header(
                "Last-Event-ID",
                "What a browser sends when it comes back; wins over after.",
                new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" },
                17),
        ],
        "getAgentModel" => AgentParameters.HeadersOf(operationId),
        _ => DatasetParameters.HeadersOf(operationId),
    };

    // Any text, as one that is not as the standard has it is passed over.
    private static OpenApiParameter TraceParent => Header(
        TraceHeader.Name,
        "Where the publisher stands in its trace (W3C Trace Context); comes again in the events.",
        new OpenApiSchema { Type = JsonSchemaType.String },
        Examples.TraceParent);

    /// <summary>The headers of an answer.</summary>
    public static IDictionary<string, IOpenApiHeader>? ResponseHeaders(string operationId, string status) =>
        (operationId, status) switch
        {
            ("listAgents" or "listDatasets" or "listExperiments" or "listModels" or "listParticipants" or "listRows" or "listDatasetVersions" or "listModelVersions" or "listKeys" or "listAudit", "200") => new Dictionary<string, IOpenApiHeader>
            {
                ["X-Total-Count"] = Answer("How many there are in all.", JsonSchemaType.Integer),
                ["Link"] = Answer("The first, previous, next and last part (RFC 8288).", JsonSchemaType.String),
            },
            ("createAgent" or "createDataset" or "createExperiment" or "createKey" or "createModel"
                or "generateRows" or "uploadDatasetVersion" or "uploadModelVersion", "201") or ("generateRows", "202") => new Dictionary<string, IOpenApiHeader>
                {
                    ["Location"] = Answer("Where it is.", JsonSchemaType.String),
                },
            ("exportExperiment", "200") => new Dictionary<string, IOpenApiHeader>
            {
                ["Content-Disposition"] = Answer("The file's name.", JsonSchemaType.String),
            },
            ("downloadObject", "304") => new Dictionary<string, IOpenApiHeader>
            {
                ["ETag"] = Answer("The bytes' SHA-256.", JsonSchemaType.String),
            },
            ("downloadObject", "200" or "206") => new Dictionary<string, IOpenApiHeader>
            {
                ["ETag"] = Answer("The bytes' SHA-256.", JsonSchemaType.String),
                ["Content-Range"] = Answer("Of a 206 of one range: which bytes these are.", JsonSchemaType.String),
                ["Content-Digest"] = Answer("The SHA-256 of the answer's bytes (RFC 9530), but of a large part.", JsonSchemaType.String),
                ["Repr-Digest"] = Answer("The SHA-256 of the whole file (RFC 9530).", JsonSchemaType.String),
            },
            ("getAgentModel", "200" or "304") => new Dictionary<string, IOpenApiHeader>
            {
                ["ETag"] = Answer("Names the model, its assignment and the experiments with their status.", JsonSchemaType.String),
            },
            ("exportDataset", "200") => new Dictionary<string, IOpenApiHeader>
            {
                ["Content-Disposition"] = Answer("The file's name.", JsonSchemaType.String),
                ["ETag"] = Answer("Names these bytes; it changes when rows are added.", JsonSchemaType.String),
            },
            (not "getReadiness" and not "getReadinessUnderPrefix", "503") => new Dictionary<string, IOpenApiHeader>
            {
                ["Retry-After"] = Answer("Seconds to wait.", JsonSchemaType.Integer),
            },
            _ => null,
        };

    /// <summary>A part of the path.</summary>
    internal static OpenApiParameter Path(string name, string description, OpenApiSchema schema, JsonNode example) => new()
    {
        Name = name,
        In = ParameterLocation.Path,
        Required = true,
        Description = description,
        Schema = schema,
        Example = example,
    };

    /// <summary>A parameter of the query.</summary>
    internal static OpenApiParameter Query(string name, string description, OpenApiSchema schema, JsonNode example) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = schema,
        Example = example,
    };

    /// <summary>A header of a request.</summary>
    internal static OpenApiParameter Header(string name, string description, OpenApiSchema schema, JsonNode example) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = schema,
        Example = example,
    };

    private static OpenApiHeader Answer(string description, JsonSchemaType type) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = type } };

    private static OpenApiSchema Whole(int least, int most, int absent) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int32",
        Minimum = least.ToString(CultureInfo.InvariantCulture),
        Maximum = most.ToString(CultureInfo.InvariantCulture),
        Default = absent,
    };

    private static OpenApiSchema Choice(params string[] words) =>
        new() { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)word)] };
}
