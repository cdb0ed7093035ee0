using CrowdMind.Agents;
using CrowdMind.Datasets;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CrowdMind.Server.Api.OpenApi;

/// <summary>Says of the types with a converter of their own what they look like in JSON.</summary>
internal sealed class WireSchemas : IOpenApiSchemaTransformer
{
    /// <summary>What the package marks members with that may be null, and are referred to.</summary>
    private const string NullableProperty = "x-is-nullable-property";

    /// <inheritdoc/>
    public Task TransformAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var declared = context.JsonTypeInfo.Type;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var nullable = type == declared ? default : JsonSchemaType.Null;
        if (type.IsEnum)
        {
            // Shared by all who have it; that one of them may be null stands where it is referred to.
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. (schema.Enum ?? []).Where(value => value is not null)];
        }
        else if (type.GetInterfaces().Any(shape => shape.IsGenericType && shape.GetGenericTypeDefinition() == typeof(IGuidId<>)))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String | nullable, "uuid");

            // What is computed is referred to by its type's name, and that it may be null would be lost.
            if (nullable != default && context.JsonPropertyInfo is { Set: null, AssociatedParameter: null })
                (schema.Metadata ??= new Dictionary<string, object>())[NullableProperty] = true;
        }
        else if (type == typeof(RowsChecksum))
            (schema.Type, schema.Pattern, schema.Properties) = (JsonSchemaType.String | nullable, "^[0-9a-f]{64}$", null);
        else if (type == typeof(SupportedOperator))
            (schema.Type, schema.Pattern, schema.Properties) = (JsonSchemaType.String, "^.+?(@[0-9]+)?$", null);
        else if (type == typeof(DateTimeOffset))
            (schema.Type, schema.Format) = (JsonSchemaType.String | nullable, "date-time");
        else if (type == typeof(Seq))
            (schema.Type, schema.Format, schema.Minimum) = (JsonSchemaType.Integer | nullable, "int64", "0");
        else if (type == typeof(RawJson))
            // Without null: all members share this schema, and those that may be null say so beside it.
            (schema.Type, schema.AdditionalPropertiesAllowed) = (JsonSchemaType.Object, true);
        return Task.CompletedTask;
    }
}
