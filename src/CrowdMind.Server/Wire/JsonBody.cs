using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Unicode;

namespace CrowdMind.Server.Wire;

/// <summary>Reads a request's body whole, up to a limit.</summary>
internal static class JsonBody
{
    /// <summary>JSON as it is allowed in: no comments, no trailing commas, a bounded depth.</summary>
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = Limits.JsonDepth };

    /// <summary>Reads a JSON body as bytes, which are valid UTF-8 but not parsed yet.</summary>
    public static Task<(byte[] Json, Problem? Problem)> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken) =>
        ReadAsync(request, ["application/json"], limit, cancellationToken);

    /// <summary>Reads a body of one of some types that are JSON.</summary>
    public static async Task<(byte[] Json, Problem? Problem)> ReadAsync(
        HttpRequest request, string[] types, int limit, CancellationToken cancellationToken)
    {
        if (!types.Any(type => HasType(request, type)))
            return ([], Problem.UnsupportedMediaType(request.ContentType, string.Join(" or ", types)));
        if (request.ContentLength > limit)
            return ([], Problem.TooLarge("The body", limit));
        while (true)
        {
            var read = await request.ReadBodyAsync(cancellationToken);
            if (read.Buffer.Length > limit)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return ([], Problem.TooLarge("The body", limit));
            }

            if (read.IsCompleted)
            {
                var json = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return Utf8.IsValid(json) ? (json, null) : ([], Problem.Malformed(NotUtf8));
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>What a body of other bytes is told.</summary>
    public const string NotUtf8 = "The JSON is not valid UTF-8.";

    /// <summary>Whether the request says its body is of a type, whatever the parameters.</summary>
    public static bool HasType(HttpRequest request, string type) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var given)
        && string.Equals(given.MediaType, type, StringComparison.OrdinalIgnoreCase);

    /// <summary>Parses an object, or says where it stops being JSON.</summary>
    public static bool TryParse(byte[] json, out FieldReader fields, out Problem? problem)
    {
        (fields, problem) = (new FieldReader(default), null);
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            if (HalfPairs.AreInNames(document.RootElement))
            {
                problem = Problem.Invalid("body", $"In the name of a member: {HalfPairs.Refusal}");
                return false;
            }

            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                fields = new FieldReader(document.RootElement.Clone());
                return true;
            }

            problem = Problem.Invalid("body", $"It is {FieldReader.Kind(document.RootElement)}; a JSON object is wanted.");
        }
        catch (JsonException malformed)
        {
            problem = Problem.Malformed($"The body is not valid JSON: {malformed.Message}");
        }

        return false;
    }
}
