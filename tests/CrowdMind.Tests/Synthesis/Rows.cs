using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrowdMind.Profiles;
using CrowdMind.Schemas;
using CrowdMind.Synthesis;

namespace CrowdMind.Tests.Synthesis;

/// <summary>Rows made for tests, with words that name their list.</summary>
internal static class Rows
{
    public static readonly Guid Dataset = Guid.Parse("01890000-0000-7000-8000-0000000000d5");

    public static readonly Vocabulary Vocabulary = new((_, list) =>
        [.. Enumerable.Range(0, 240).Select(n => $"{list.ToString().ToLowerInvariant()}{n}")]);

    public static DatasetSchema Schema(string? json, IReadOnlyList<string>? labels = null)
    {
        var outcome = DatasetSchema.Read(json is null ? null : new RawJson(json), labels);
        return outcome is SchemaOutcome.Valid valid
            ? valid.Schema
            : throw new InvalidOperationException(string.Join('\n', ((SchemaOutcome.Invalid)outcome).Errors));
    }

    public static DatasetSchema Field(string type, string generator, string rest = "") =>
        Schema($$"""{"fields":[{"name":"x","type":"{{type}}","generator":{{generator}}{{rest}}}]}""");

    public static byte[] Bytes(DatasetSchema schema, ulong seed, long first, int count, ProfileBuilder? profile = null)
    {
        var maker = new RowGenerator(schema, Vocabulary, seed).CreateMaker();
        var envelope = new RowEnvelope(Dataset, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var output = new RowBuffer();
        for (var row = first; row < first + count; row++)
            maker.Write(row, envelope, output, profile);
        return output.Written.ToArray();
    }

    public static IReadOnlyList<JsonElement> Make(DatasetSchema schema, int count, ulong seed = 42, long first = 0) =>
    [
        .. Encoding.UTF8.GetString(Bytes(schema, seed, first, count)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement),
    ];

    /// <summary>The values of the field <c>x</c>.</summary>
    public static IReadOnlyList<JsonElement> Values(DatasetSchema schema, int count = 1000) =>
        [.. Make(schema, count).Select(row => row.GetProperty("input_data").GetProperty("x"))];

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
