namespace CrowdMind.Schemas;

/// <summary>The rows of a dataset without a schema: what the first version of the product made, with texts that tell the label.</summary>
internal static class DefaultRows
{
    /// <summary>Them as a schema. A change makes other rows, and so needs another generator version.</summary>
    public const string Schema = """
        {
          "fields": [
            {"name": "text", "type": "string", "generator": {"kind": "words", "min": 5, "max": 20}},
            {"name": "user_id", "type": "string", "generator": {"kind": "faker", "provider": "uuid"}},
            {"name": "timestamp", "type": "datetime", "generator":
              {"kind": "uniform", "min": "2024-01-01T00:00:00Z", "max": "2025-12-31T23:59:59Z"}},
            {"name": "source", "type": "string", "generator": {"kind": "categorical", "values": ["web", "mobile", "api"]}},
            {"name": "metadata", "type": "object", "fields": [
              {"name": "ip", "type": "string", "generator": {"kind": "faker", "provider": "ipv4"}},
              {"name": "user_agent", "type": "string", "generator": {"kind": "faker", "provider": "user_agent"}}
            ]}
          ]
        }
        """;
}
