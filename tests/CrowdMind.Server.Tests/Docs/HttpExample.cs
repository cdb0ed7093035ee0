using System.Net.Http.Headers;
using System.Text;

namespace CrowdMind.Server.Tests.Docs;

/// <summary>Runs an <c>http</c> block: a request, an empty line, and the answer that is to come.</summary>
internal static class HttpExample
{
    public static async Task<IReadOnlyList<string>> RunAsync(string block, HttpClient http, Placeholders placeholders)
    {
        string[] halves = block.Split("\n\nHTTP/1.1 ", 2);
        if (halves.Length < 2)
            return ["no answer in the block"];
        var (head, body) = Split(placeholders.Fill(halves[0]));
        var (expectedHead, expectedBody) = Split("HTTP/1.1 " + halves[1]);
        using var request = Request(head, body);
        using var answer = await http.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();

        var found = new List<string>();
        string status = expectedHead[0].Split(' ')[1];
        string? mediaType = answer.Content.Headers.ContentType?.MediaType;
        if (status != ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture))
            found.Add($"status {status} in the example, {(int)answer.StatusCode} in the answer: {text}");
        else
            found.AddRange(CompareBody(expectedBody, text, mediaType, placeholders));
        foreach (string header in expectedHead.Skip(1))
            CompareHeader(placeholders.Fill(header), answer, found);
        return found;
    }

    private static (string[] Head, string Body) Split(string message)
    {
        string[] parts = message.Split("\n\n", 2);
        return (parts[0].Split('\n'), parts.Length > 1 ? parts[1] : "");
    }

    private static HttpRequestMessage Request(string[] head, string body)
    {
        string[] first = head[0].Split(' ');
        var request = new HttpRequestMessage(new HttpMethod(first[0]), first[1]);
        foreach (string[] header in head.Skip(1).Select(line => line.Split(": ", 2)))
        {
            if (header[0] == "Content-Type")
                request.Content = Content(header[1], body);
            if (header[0] == "Content-Type")
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(header[1]);
            else
                request.Headers.Add(header[0], header[1]);
        }

        return request;
    }

    // The lines of a form end as those of a header do (RFC 2046).
    private static ByteArrayContent Content(string type, string body) => new(Encoding.UTF8.GetBytes(
        type.StartsWith("multipart/", StringComparison.Ordinal) ? body.ReplaceLineEndings("\r\n") : body));

    private static IEnumerable<string> CompareBody(
        string expected, string actual, string? mediaType, Placeholders placeholders) => mediaType switch
        {
            _ when expected.Length == 0 => actual.Length == 0 ? [] : [$"a body that the example lacks: {actual}"],
            "text/csv" => actual.StartsWith(expected + "\r\n", StringComparison.Ordinal) ? [] : [$"came {actual}"],
            "application/x-ndjson" => CompareLines(expected, actual, placeholders),
            _ => Shape.Differences(expected, actual, placeholders),
        };

    /// <summary>The example may stop before the answer does.</summary>
    private static IEnumerable<string> CompareLines(string expected, string actual, Placeholders placeholders)
    {
        string[] wanted = expected.Split('\n'), given = actual.Split('\n');
        return given.Length < wanted.Length
            ? [$"{wanted.Length} lines in the example, {given.Length} in the answer"]
            : wanted.Zip(given).SelectMany(pair => Shape.Differences(pair.First, pair.Second, placeholders));
    }

    private static void CompareHeader(string line, HttpResponseMessage answer, List<string> found)
    {
        string[] header = line.Split(": ", 2);
        string? given = answer.Headers.TryGetValues(header[0], out var values)
            || answer.Content.Headers.TryGetValues(header[0], out values)
                ? string.Join(", ", values)
                : null;
        if (given != header[1])
            found.Add($"{line} in the example, {given ?? "nothing"} in the answer");
    }
}
