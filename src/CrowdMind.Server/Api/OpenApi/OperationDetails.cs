using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>Gives every operation what the routes cannot say of themselves: parameters, headers and examples.</summary>
internal sealed class OperationDetails : IOpenApiOperationTransformer
{
    private const string Problem = "application/problem+json";
    private const string File = "file";

    /// <inheritdoc/>
    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var id = operation.OperationId ?? throw new InvalidOperationException("An operation has no id.");
        var listed = operation.Parameters ?? [];
        operation.Parameters =
        [
            .. listed.Select(parameter => Parameters.Describe(id, parameter.Name!)),
            .. Parameters.HeadersOf(id),
        ];
        foreach (var (type, body) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            body.Example = Examples.Request(id, type);
            body.Schema = SchemaOf(type) ?? body.Schema;
        }

        foreach (var (status, response) in operation.Responses ?? [])
            Complete(id, status, (OpenApiResponse)response);
        if (operation.Responses?.ContainsKey("401") == true)
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(OpenApiDocument.Bearer, context.Document)] = [] }];
        return Task.CompletedTask;
    }

    /// <summary>What a body of the type looks like, whatever it carries; null when that is up to the operation.</summary>
    private static OpenApiSchema? SchemaOf(string type) => type switch
    {
        // A text of JSON documents, which no JSON schema describes.
        "application/x-ndjson" => new OpenApiSchema { Type = JsonSchemaType.String },
        "multipart/form-data" => new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { File },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                [File] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "The bytes." },
            },
        },
        _ => null,
    };

    private static void Complete(string operationId, string status, OpenApiResponse response)
    {
        response.Description = Examples.Meaning(operationId, status)
            ?? ReasonPhrases.GetReasonPhrase(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)) + ".";
        response.Headers = Parameters.ResponseHeaders(operationId, status);
        foreach (var (type, body) in response.Content ?? new Dictionary<string, OpenApiMediaType>())
            body.Example = type == Problem ? Examples.Refusal(operationId, status) : Examples.Response(operationId, status, type);
    }
}
