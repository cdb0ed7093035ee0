using System.Globalization;
using System.Text.Json.Nodes;
using CrowdMind.Datasets;
using CrowdMind.Segments;
using Microsoft.OpenApi;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>The parameters around datasets.</summary>
internal static class DatasetParameters
{
    /// <summary>Describes a parameter of the query; null when it is not around datasets.</summary>
    public static IOpenApiParameter? Describe(string operationId, string name) => (operationId, name) switch
    {
        ("exportDataset", "format") => Parameters.Query(name, "One row a line, or one a record.", Choice("jsonl", "csv"), "jsonl"),
        ("uploadDatasetVersion", "format") => Parameters.Query(
            name, "What the file is. CSV and JSONL are read; the others are kept as they are.", Choice([.. FileFormats.Words.Keys]), "csv"),
        (_, "label_column") => Parameters.Query(
            name, "Where the labels are, when no schema says so: label, unless another is named.", new OpenApiSchema { Type = JsonSchemaType.String }, "species"),
        ("uploadDatasetVersion" or "uploadModelVersion", "version") => Needed(Parameters.Query(
            name, "What the version is called; no other of the name may be.",
            new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = Limits.VersionCharacters }, "1.1")),
        ("downloadDatasetVersion", "expires") => ModelParameters.Expires(name),
        (_, "version_id" or "a" or "b") => Parameters.Path(
            name, "The id of a version or of any dataset.", new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
            "0190a0a0-7e57-7000-8000-000000000007"),
        (_, "n") => Parameters.Query(
            name,
            "How many rows; at most what the operator allows.",
            new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1", Default = 100 },
            1000),
        (_, "seed") => Parameters.Query(
            name,
            "Chooses the rows; the same again makes the same ones. Without it one is drawn.",
            new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int64",
                Minimum = "0",
                Maximum = Limits.LargestSeed.ToString(CultureInfo.InvariantCulture),
            },
            42),
        (_, "layout") => Parameters.Query(
            name, "Of CSV: the row's members, or one column a field with the label last.", Choice("rows", "flat"), "flat"),
        (_, "split") => Parameters.Query(name, "Only the rows of a split.", Choice([.. LineSplit.Names]), "train"),
        (_, "excel") => Parameters.Query(
            name, "Of CSV: begin with a byte order mark, and let no text be taken for a formula.", Choice("false", "true"), "true"),
        _ => null,
    };

    /// <summary>The request headers that mean something to an operation; none when it is not around datasets.</summary>
    public static IEnumerable<IOpenApiParameter> HeadersOf(string operationId) => operationId switch
    {
        "generateRows" => [Header("Prefer", "respond-async: answer at once with a job (RFC 7240).", "respond-async")],
        "exportDataset" =>
        [
            Header("Accept-Encoding", "gzip: JSON lines come packed, as they are stored.", "gzip"),
            Header("If-None-Match", "The ETag of what the client has.", Examples.ETag),
        ],
        _ => [],
    };

    private static OpenApiParameter Needed(OpenApiParameter parameter)
    {
        parameter.Required = true;
        return parameter;
    }

    private static OpenApiParameter Header(string name, string description, string example) =>
        Parameters.Header(name, description, new OpenApiSchema { Type = JsonSchemaType.String }, example);

    private static OpenApiSchema Choice(params string[] words) =>
        new() { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)word)] };
}
