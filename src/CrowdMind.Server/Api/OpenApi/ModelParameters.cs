using System.Globalization;
using Microsoft.OpenApi;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>The parameters around models.</summary>
internal static class ModelParameters
{
    /// <summary>Describes a parameter of the path or the query; null when it is not around models.</summary>
    public static IOpenApiParameter? Describe(string operationId, string name) => (operationId, name) switch
    {
        ("deleteModel", "reference") => Parameters.Path(
            name, "The id of the version, a UUID.", new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" }, ModelExamples.ModelId),
        (_, "reference") => Parameters.Path(
            name, "The model's id, or name@alias; a slash of the name percent-encoded.", new OpenApiSchema { Type = JsonSchemaType.String }, "mood@champion"),
        ("listAliases" or "pointAlias" or "deleteAlias", "name") => Parameters.Path(
            name, "The name that the versions share; a slash of it percent-encoded.", new OpenApiSchema { Type = JsonSchemaType.String }, "mood"),
        (_, "alias") => Parameters.Path(
            name, "A word of letters, digits, '.', '_' and '-'.", new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = Limits.AliasCharacters }, "champion"),
        ("listModels", "name") => Parameters.Query(
            name, "Only the versions of this name.", new OpenApiSchema { Type = JsonSchemaType.String }, "mood"),
        (_, "force") => Parameters.Query(
            name, "Also when agents have it; it is taken from them.", new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = false }, true),
        ("downloadModel" or "downloadModelVersion", "expires") => Expires(name),
        _ => null,
    };

    /// <summary>How long a download's URL is good.</summary>
    public static IOpenApiParameter Expires(string name) => Parameters.Query(
        name,
        "For how many seconds the URL is good.",
        new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = Limits.DownloadLeastSeconds.ToString(CultureInfo.InvariantCulture),
            Maximum = Limits.DownloadMostSeconds.ToString(CultureInfo.InvariantCulture),
            Default = Limits.DownloadSeconds,
        },
        600);
}
