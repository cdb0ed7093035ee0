namespace CrowdMind.Server.Tests.Docs;

/// <summary>Runs an <c>sse</c> block: a request, an empty line, and the frames that are to come first.</summary>
internal static class StreamExample
{
    public static async Task<IReadOnlyList<string>> RunAsync(
        string block, HttpClient http, Placeholders placeholders, CancellationToken cancel)
    {
        string[] halves = block.Split("\n\n", 2);
        string path = placeholders.Fill(halves[0]).Split(' ')[1];
        using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream")
            return [$"{(int)answer.StatusCode} {answer.Content.Headers.ContentType} in the answer"];

        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancel));
        var found = new List<string>();
        foreach (string expected in halves[1].Split('\n'))
        {
            string line = await reader.ReadLineAsync(cancel) ?? "";
            if (IsData(expected) && IsData(line))
                found.AddRange(Shape.Differences(expected[6..], line[6..], placeholders));
            else if (line != expected)
                found.Add($"line \"{expected}\" in the example, \"{line}\" in the answer");
        }

        return found;
    }

    private static bool IsData(string line) => line.StartsWith("data: ", StringComparison.Ordinal);
}
