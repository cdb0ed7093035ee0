using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>Makes requests that an operation should like.</summary>
internal sealed class RequestMaker(Known known, SchemaSample samples, SampleFiles files, Random chance)
{
    private const string Json = "application/json";

    /// <summary>A request that fits what the document says, about what is there.</summary>
    public RequestDraft Make(ApiOperation operation)
    {
        if (operation.Id == "downloadObject" && known.Any("urls") is { } url && !chance.OnceIn(8))
            return new RequestDraft(operation, operation.Method, url) { Headers = Headers(operation) };
        var parts = operation.Parameters.Where(parameter => parameter.Place == "path").ToDictionary(parameter => parameter.Name, Part(operation));
        if (operation.Id == "deleteAlias" && known.Any("aliases") is { } pair)
            (parts["name"], parts["alias"]) = (Uri.EscapeDataString(pair[..pair.LastIndexOf('@')]), pair[(pair.LastIndexOf('@') + 1)..]);
        var path = parts.Aggregate(operation.Path, static (path, part) => path.Replace($"{{{part.Key}}}", part.Value, StringComparison.Ordinal));
        var query = operation.Parameters.Where(parameter => parameter.Place == "query").Where(IsWanted)
            .Select(parameter => (parameter.Name, Value: QueryValue(operation, parameter))).ToList();
        var draft = new RequestDraft(operation, operation.Method, path + Joined(query))
        {
            Headers = Headers(operation),
            Means = parts.Count > 0 ? Uri.UnescapeDataString(parts.First().Value) : null,
        };
        return operation.Bodies.Count == 0 || (!operation.NeedsBody && chance.OnceIn(2))
            ? draft
            : WithBody(draft, chance.Of([.. operation.Bodies.Keys]), query.FirstOrDefault(value => value.Name == "format").Value);
    }

    /// <summary>What a JSON body of the operation could be.</summary>
    public JsonNode? BodyOf(ApiOperation operation, string type)
    {
        var body = operation.Bodies[type];
        var sampled = samples.Of(body.GetProperty("schema"), "");
        if (!chance.OnceIn(4) || !body.TryGetProperty("example", out var example))
            return Plausible(operation, sampled);
        return WithKnownIds(JsonNode.Parse(example.GetRawText()));
    }

    private bool IsWanted(ApiParameter parameter) => parameter.Name == "version" || chance.OnceIn(2);

    private Func<ApiParameter, string> Part(ApiOperation operation) => parameter => (parameter.Name switch
    {
        "reference" when operation.Id != "deleteModel" && chance.OnceIn(3) && known.Any("aliases") is { } alias => Uri.EscapeDataString(alias),
        "reference" => known.AnyId("models"),
        "name" => Uri.EscapeDataString(known.Any("names") ?? "mood"),
        "alias" => chance.Of("champion", "challenger", "a.b-c_d"),
        "id" => known.AnyId(operation.Path.Split('/')[3]),
        _ => null,
    }) ?? (SchemaSample.KindOf(parameter.Name) is { } kind ? known.AnyId(kind) : Escaped(parameter.Example));

    private string QueryValue(ApiOperation operation, ApiParameter parameter)
    {
        if (operation.Id == "listModels")
            return parameter.Name == "name" ? Uri.EscapeDataString(known.Any("names") ?? "mood") : "10";
        var sample = samples.Of(parameter.Schema, parameter.Name);
        return Uri.EscapeDataString(sample?.ToString() is { } text ? (sample.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? text.ToLowerInvariant() : text) : "");
    }

    private List<(string Name, string Value)> Headers(ApiOperation operation)
    {
        var headers = new List<(string, string)>();
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.Place == "header" && chance.OnceIn(3)))
        {
            headers.Add((parameter.Name, parameter.Name switch
            {
                "Idempotency-Key" => $"key {chance.Next(50)}",
                "If-None-Match" or "If-Range" => known.Any("tags") ?? "\"a\"",
                "Range" => chance.Of("bytes=0-9", "bytes=5-", "bytes=-7", "bytes=0-0,2-3"),
                "Last-Event-ID" => chance.Next(5).ToString(CultureInfo.InvariantCulture),
                _ => parameter.Example.ToString(),
            }));
        }

        return headers;
    }

    private RequestDraft WithBody(RequestDraft draft, string type, string? format)
    {
        if (type == "multipart/form-data")
        {
            var file = draft.Operation.Id == "uploadDatasetVersion" ? files.Rows(format) : files.Model();
            return With(draft, SampleFiles.FormType, SampleFiles.Form(file));
        }

        if (type != "application/x-ndjson")
            return With(draft, type, Encoding.UTF8.GetBytes(BodyOf(draft.Operation, type)?.ToJsonString() ?? "null"));
        var batch = (JsonObject?)BodyOf(draft.Operation, Json);
        return With(draft, type, Encoding.UTF8.GetBytes(string.Concat(batch!["reactions"]!.AsArray().Select(line => line!.ToJsonString() + "\n"))));
    }

    private static RequestDraft With(RequestDraft draft, string type, byte[] body) =>
        draft with { Headers = [.. draft.Headers, ("Content-Type", type)], Body = body };

    /// <summary>What no schema says: a status goes with a checksum, one of two members is wanted, reactions are to one experiment.</summary>
    private JsonNode? Plausible(ApiOperation operation, JsonNode? body)
    {
        if (body is not JsonObject fields)
            return body;
        if (operation.Id == "pointAlias" && !chance.OnceIn(4))
            return new JsonObject { ["model_id"] = known.AnyId("models") };
        foreach (var reaction in operation.Id == "publishReactions" ? fields["reactions"]!.AsArray() : [])
            reaction!.AsObject().Remove("experiment_id");
        if (operation.Id == "createModel" && !chance.OnceIn(4))
            fields["name"] = $"mood{chance.Next(20)}";
        return fields;
    }

    private JsonNode? WithKnownIds(JsonNode? body)
    {
        foreach (var (name, value) in body is JsonObject fields ? fields.ToList() : [])
        {
            if (SchemaSample.KindOf(name) is { } kind)
                body![name] = known.AnyId(kind);
            else if (name == "id")
                body![name] = chance.OnceIn(3) ? known.AnyId("reactions") : known.NewId();
            foreach (var item in value as JsonArray ?? [])
                WithKnownIds(item);
        }

        return body;
    }

    private static string Joined(List<(string Name, string Value)> query) =>
        query.Count == 0 ? "" : "?" + string.Join('&', query.Select(value => $"{value.Name}={value.Value}"));

    private static string Escaped(JsonElement example) => Uri.EscapeDataString(example.ToString());
}
