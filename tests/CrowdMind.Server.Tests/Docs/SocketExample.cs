using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CrowdMind.Server.Tests.Docs;

/// <summary>
/// Runs a <c>ws</c> or <c>hub</c> block: lines with &gt; are sent, and those with &lt; that follow must come, in any
/// order among themselves.
/// </summary>
internal sealed class SocketExample(Placeholders placeholders, bool isHub)
{
    private const char RecordEnd = '\u001e';
    private readonly Queue<string> _received = new();

    public async Task<IReadOnlyList<string>> RunAsync(string block, Uri server, CancellationToken cancel)
    {
        string[] lines = block.Split('\n');
        string path = placeholders.Fill(lines[0]["CONNECT ".Length..]);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(server, path)) { Scheme = "ws" }.Uri, cancel);
        if (isHub)
            await ShakeHandsAsync(socket, cancel);

        var found = new List<string>();
        for (int at = 1; at < lines.Length && found.Count == 0;)
        {
            if (lines[at].StartsWith("> ", StringComparison.Ordinal))
                await SendAsync(socket, placeholders.Fill(lines[at++][2..]), cancel);
            var expected = lines.Skip(at).TakeWhile(line => line.StartsWith("< ", StringComparison.Ordinal)).ToList();
            at += expected.Count;
            found.AddRange(await ReceiveAsync(socket, [.. expected.Select(line => line[2..])], cancel));
        }

        return found;
    }

    private async Task ShakeHandsAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        await SendAsync(socket, """{"protocol":"json","version":1}""", cancel);
        Assert.Equal("{}", await NextAsync(socket, cancel));
    }

    private async Task<IReadOnlyList<string>> ReceiveAsync(
        ClientWebSocket socket, List<string> expected, CancellationToken cancel)
    {
        while (expected.Count > 0)
        {
            string frame;
            try
            {
                frame = await NextAsync(socket, cancel);
            }
            catch (OperationCanceledException)
            {
                return [$"these did not come: {string.Join(" ", expected)}"];
            }

            if (!Match(frame, expected))
                return [$"came {frame}", .. Shape.Differences(expected[0], frame, placeholders.Copy())];
        }

        return [];
    }

    private bool Match(string frame, List<string> expected)
    {
        foreach (string candidate in expected)
        {
            var trial = placeholders.Copy();
            if (Shape.Differences(candidate, frame, trial).Count > 0)
                continue;
            placeholders.Learn(trial);
            expected.Remove(candidate);
            return true;
        }

        return false;
    }

    private Task SendAsync(ClientWebSocket socket, string text, CancellationToken cancel) => socket.SendAsync(
        Encoding.UTF8.GetBytes(isHub ? text + RecordEnd : text), WebSocketMessageType.Text, endOfMessage: true, cancel);

    private async Task<string> NextAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        while (true)
        {
            while (_received.TryDequeue(out string? record))
            {
                if (!IsHubPing(record))
                    return record;
            }

            string message = await MessageAsync(socket, cancel);
            foreach (string record in isHub ? message.TrimEnd(RecordEnd).Split(RecordEnd) : [message])
                _received.Enqueue(record);
        }
    }

    private bool IsHubPing(string record)
    {
        using var json = JsonDocument.Parse(record);
        return isHub && json.RootElement.TryGetProperty("type", out var type) && type.GetInt32() == 6;
    }

    private static async Task<string> MessageAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        byte[] buffer = new byte[64 * 1024];
        int length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancel);
            length += part.Count;
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }
}
