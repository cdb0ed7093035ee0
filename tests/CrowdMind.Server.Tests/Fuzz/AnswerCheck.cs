using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>Holds an answer against the document: the status is one of the operation's, and the body is what the document says.</summary>
/// <param name="document">The document.</param>
/// <param name="secrets">Texts that no answer may hold, such as the folder of the data.</param>
public sealed partial class AnswerCheck(ApiDocument document, params string[] secrets)
{
    /// <summary>What came as deep as it may is answered inside of something.</summary>
    public static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    private static readonly JsonElement ProblemBody = JsonSerializer.Deserialize<JsonElement>("""{"$ref":"#/components/schemas/ProblemBody"}""");

    /// <summary>Of headers that an answer is said to have, those that depend on what was asked.</summary>
    private static readonly HashSet<string> Conditional = ["Content-Range", "Content-Digest"];

    private readonly SchemaCheck _schemas = new(document);

    /// <summary>What is wrong with the answer; nothing when it is as documented.</summary>
    public IEnumerable<string> Faults(RequestDraft draft, Answer answer)
    {
        if (answer.Status >= 500)
            return [$"{answer.Status}, which says that the server is at fault: {Excerpt(answer)}"];
        if (IsRefusedByTheParser(draft, answer))
            return [];
        return StatusFaults(draft, answer).Concat(answer.Status >= 400 ? ProblemFaults(draft, answer) : ContentFaults(draft, answer));
    }

    /// <summary>What is not HTTP is refused before there is a request that a document could speak of.</summary>
    private static bool IsRefusedByTheParser(RequestDraft draft, Answer answer) =>
        answer is { Status: 400, Body.Length: 0 } && answer.Header("Connection") == "close"
        && draft.Target.Split('?')[0].Contains("%00", StringComparison.Ordinal);

    private IEnumerable<string> StatusFaults(RequestDraft draft, Answer answer)
    {
        if (draft.IsElsewhere)
            yield break;
        if (OperationOf(draft, answer) is { } operation)
        {
            if (!operation.Responses.ContainsKey(answer.Status))
                yield return $"{answer.Status} is not documented: {Excerpt(answer)}";
        }
        else if (answer.Status is not (405 or 404))
        {
            yield return $"{answer.Status} to a method that is not documented: {Excerpt(answer)}";
        }

        if (answer.Status == 405 && string.IsNullOrEmpty(answer.Header("Allow")))
            yield return "405 without the header Allow";
    }

    /// <summary>The operation that the method means; HEAD means GET, for the few routes that take it.</summary>
    private ApiOperation? OperationOf(RequestDraft draft, Answer answer)
    {
        var method = draft.Method == "HEAD" && answer.Status != 405 ? "GET" : draft.Method.ToUpperInvariant();
        return document.Operations.FirstOrDefault(one => one.Path == draft.Operation.Path && one.Method == method);
    }

    private IEnumerable<string> ContentFaults(RequestDraft draft, Answer answer)
    {
        if (draft.IsElsewhere || OperationOf(draft, answer) is not { } operation || !operation.Responses.ContainsKey(answer.Status))
            yield break;
        foreach (var name in operation.HeadersOf(answer.Status).Where(name => !Conditional.Contains(name) && answer.Header(name) is null))
            yield return $"the header {name} of {answer.Status} is missing";
        if (draft.Method == "HEAD")
            yield break;
        var content = operation.ContentOf(answer.Status);
        if (content.Count == 0)
        {
            if (answer.Body.Length > 0)
                yield return $"a body of {answer.MediaType} that is not documented: {Excerpt(answer)}";
            yield break;
        }

        if (answer.MediaType is not { } type || !content.TryGetValue(type, out var documented))
        {
            yield return $"the type '{answer.MediaType}' of {answer.Status} is not documented";
            yield break;
        }

        if (type == "application/json")
        {
            foreach (var fault in JsonFaults(documented.GetProperty("schema"), answer))
                yield return fault;
        }
        else if (type == "application/x-ndjson")
        {
            foreach (var line in TextOf(answer).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !IsJson(line)))
                yield return $"a line is no JSON: {line}";
        }
    }

    private IEnumerable<string> ProblemFaults(RequestDraft draft, Answer answer)
    {
        if (draft.Method == "HEAD")
            yield break;
        if (answer.MediaType != "application/problem+json")
        {
            yield return $"a refusal of the type '{answer.MediaType}': {Excerpt(answer)}";
            yield break;
        }

        foreach (var fault in JsonFaults(ProblemBody, answer))
            yield return fault;
        using var parsed = JsonDocument.Parse(answer.Body, Deep);
        var problem = parsed.RootElement;
        var (detail, error) = (problem.GetProperty("detail").GetString(), problem.GetProperty("error"));
        if (problem.GetProperty("status").GetInt32() != answer.Status || error.GetProperty("status_code").GetInt32() != answer.Status)
            yield return $"the body speaks of another status than {answer.Status}";
        if (string.IsNullOrWhiteSpace(detail) || error.GetProperty("message").GetString() != detail)
            yield return $"detail and error.message are empty or differ: {Excerpt(answer)}";
        if (string.IsNullOrWhiteSpace(problem.GetProperty("title").GetString()))
            yield return "no title";
        if (answer.Status == 422 != problem.TryGetProperty("errors", out var errors) || (answer.Status == 422 && !errors.EnumerateObject().Any()))
            yield return $"the member errors goes with a 422, and only with it: {Excerpt(answer)}";
        if (detail is not null && (Internal().IsMatch(detail) || secrets.Any(secret => detail.Contains(secret, StringComparison.Ordinal))))
            yield return $"the message tells of the server's inside: {detail}";
    }

    private IEnumerable<string> JsonFaults(JsonElement schema, Answer answer)
    {
        JsonDocument? parsed = null;
        try
        {
            parsed = JsonDocument.Parse(answer.Text, Deep);
        }
        catch (Exception unreadable) when (unreadable is JsonException or DecoderFallbackException)
        {
        }

        if (parsed is null)
            return [$"the body is no JSON: {Excerpt(answer)}"];
        using (parsed)
            return [.. _schemas.Faults(schema, parsed.RootElement)];
    }

    private static string TextOf(Answer answer)
    {
        if (answer.Header("Content-Encoding") != "gzip")
            return answer.Text;
        using var text = new StreamReader(new GZipStream(new MemoryStream(answer.Body), CompressionMode.Decompress));
        return text.ReadToEnd();
    }

    private static bool IsJson(string line)
    {
        try
        {
            using var parsed = JsonDocument.Parse(line, Deep);
            return parsed.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Excerpt(Answer answer) => Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(answer.Body.Length, 500)));

    [GeneratedRegex(@"(?i:exception|\bat [a-z]\w+\.\w|System\.|Microsoft\.|Npgsql|SQLite|CrowdMind\.|\.cs\b)|(^|\s)[0-9]{2}[0-9A-Z]{3}: ")]
    private static partial Regex Internal();
}
