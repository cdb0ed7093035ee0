using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrowdMind.Schemas;

/// <summary>Writes values of schemas on one line.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class SchemaJson : JsonSerializerContext;
