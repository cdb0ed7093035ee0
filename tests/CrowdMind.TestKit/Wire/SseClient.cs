using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace CrowdMind.TestKit.Wire;

/// <summary>Server-Sent Events, read to the letter: <c>id</c>, <c>event</c> and <c>data</c>, in this order, and comments.</summary>
public sealed class SseClient : IFollower
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly HttpClient _http;
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private SseClient(HttpClient http, HttpResponseMessage answer, Stream body)
    {
        _http = http;
        _answer = answer;
        _lines = new StreamReader(body, Strict);
    }

    /// <inheritdoc/>
    public FollowEnd? End { get; private set; }

    /// <summary>How many comments (keep-alives) have come.</summary>
    public int Comments { get; private set; }

    /// <summary>The last comment, as it came.</summary>
    public string? LastComment { get; private set; }

    /// <summary>Opens the stream; <paramref name="lastEventId"/> is the header a browser sends when it reconnects.</summary>
    public static async Task<SseClient> OpenAsync(
        Uri server, Guid experiment, FollowOptions options, CancellationToken cancellation, string? lastEventId = null)
    {
        HttpClient http = Connections.NewClient(options);
        try
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, new Uri(server, $"/api/v1/experiments/{experiment}/events{options.Query}"));
            request.Headers.Accept.ParseAdd("text/event-stream");
            if (lastEventId is not null)
                request.Headers.Add("Last-Event-ID", lastEventId);
            HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new FollowRefusedException((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
            string? type = answer.Content.Headers.ContentType?.MediaType;
            if (type != "text/event-stream")
                throw new FormatException($"The stream has the content type {type}.");
            return new SseClient(http, answer, await answer.Content.ReadAsStreamAsync(cancellation));
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WireEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await ReadFrameAsync(cancellation) is { } frame)
        {
            if (frame.Count > 0)
                yield return ToEvent(frame);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _answer.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    // The lines up to the next empty one, without comments. A frame cut off by the end of the stream is none.
    private async Task<List<string>?> ReadFrameAsync(CancellationToken cancellation)
    {
        var frame = new List<string>(3);
        while (await ReadLineAsync(cancellation) is { } line)
        {
            if (line.Length == 0)
                return frame;
            if (line[0] == ':')
                (LastComment, Comments) = (line, Comments + 1);
            else
                frame.Add(line);
        }
        return null;
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        if (End is not null)
            return null;
        try
        {
            string? line = await _lines.ReadLineAsync(cancellation);
            if (line is null)
                End = new FollowEnd(null, "the stream ended");
            return line;
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            End = new FollowEnd(null, e.Message);
            return null;
        }
    }

    private static WireEvent ToEvent(List<string> frame)
    {
        if (frame.Count != 3)
            throw new FormatException($"A frame of {frame.Count} fields: {string.Join(" | ", frame)}");
        string id = Field(frame[0], "id: "), type = Field(frame[1], "event: ");
        var parsed = WireEvent.Parse(Field(frame[2], "data: "));
        if (id != parsed.Seq.ToString(CultureInfo.InvariantCulture) || type != parsed.Type)
            throw new FormatException($"id {id} and event {type} over {parsed.Raw}");
        return parsed;
    }

    private static string Field(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal)
            ? line[name.Length..]
            : throw new FormatException($"Expected '{name}', came '{line}'");
}
