using System.Text.Json;
using CrowdMind.Models;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines;

/// <summary>What is kept of models as JSON text, the same in every database.</summary>
internal static class ModelColumns
{
    public static string Of(ModelSignature signature) => JsonSerializer.Serialize(signature, WireJson.Web.ModelSignature);

    /// <summary>The file, when the model has one.</summary>
    public static ModelFile? ToFile(string? path, string? checksum, long? size, string? signature) =>
        path is not null && checksum is not null && size is { } bytes && signature is not null
            ? new ModelFile(path, checksum, bytes, ToSignature(signature))
            : null;

    private static ModelSignature ToSignature(string column) =>
        JsonSerializer.Deserialize(column, WireJson.Web.ModelSignature)
            ?? throw new InvalidOperationException("A model's signature is null in the database.");
}
