using System.Buffers.Binary;
using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>A WebSocket on a raw connection: handshake and frames can be as wrong as a test wants.</summary>
public sealed class RawWebSocket : IAsyncDisposable
{
    private RawWebSocket(RawConnection connection) => Connection = connection;

    public RawConnection Connection { get; }

    public static string Handshake(string experiment, string query = "") =>
        HandshakeAt($"/api/v1/ws/experiments/{experiment}{query}");

    private static string HandshakeAt(string path) =>
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    public static Task<RawWebSocket> OpenAsync(Uri baseUri, string experiment) =>
        OpenAtAsync(baseUri, $"/api/v1/ws/experiments/{experiment}");

    /// <summary>Opens a WebSocket at any path.</summary>
    public static async Task<RawWebSocket> OpenAtAsync(Uri baseUri, string path)
    {
        var connection = await RawConnection.OpenAsync(baseUri);
        await connection.SendAsync(HandshakeAt(path));
        return await UpgradedAsync(connection);
    }

    /// <summary>Reads the upgrade on a connection whose handshake was sent.</summary>
    public static async Task<RawWebSocket> UpgradedAsync(RawConnection connection)
    {
        Answer answer = await connection.ReadAnswerAsync(withBody: false);
        Assert.Equal(101, answer.Status);
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer.Header("Sec-WebSocket-Accept"));
        return new RawWebSocket(connection);
    }

    public Task SendAsync(params Frame[] frames) =>
        Connection.SendAsync(frames.SelectMany(frame => frame.ToBytes()).ToArray());

    public Task SendTextAsync(string text) => SendAsync(Frame.Text(text));

    /// <summary>The next frame, or null when the connection has ended.</summary>
    public async Task<Frame?> ReadFrameAsync()
    {
        try
        {
            var head = await Connection.ReadExactlyAsync(2);
            Assert.True((head[1] & 0x80) == 0, "a server must not mask");
            long length = head[1] & 0x7f;
            if (length == 126)
                length = BinaryPrimitives.ReadUInt16BigEndian(await Connection.ReadExactlyAsync(2));
            else if (length == 127)
                length = BinaryPrimitives.ReadInt64BigEndian(await Connection.ReadExactlyAsync(8));
            var payload = await Connection.ReadExactlyAsync(length);
            return new Frame(head[0] & 0x0f, payload, (head[0] & 0x80) != 0, (head[0] >> 4) & 7, Masked: false);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The next text frame of this type, whatever comes before; fails when the connection ends first.</summary>
    public async Task<JsonElement> ReadUntilAsync(string type)
    {
        while (await ReadFrameAsync() is { } frame)
        {
            if (frame.Opcode == Frame.Close)
                Assert.Fail($"closed with {frame.CloseCode} while waiting for {type}");
            if (frame.Opcode != Frame.TextOpcode)
                continue;
            var json = JsonSerializer.Deserialize<JsonElement>(frame.Payload);
            if (json.GetProperty("type").GetString() == type)
                return json;
        }
        throw new IOException($"The connection ended before a frame of type {type}.");
    }

    /// <summary>The code the server closes with; null when it ended the connection without a close frame.</summary>
    public async Task<int?> ReadCloseAsync()
    {
        while (await ReadFrameAsync() is { } frame)
        {
            if (frame.Opcode == Frame.Close)
                return frame.CloseCode;
        }
        return null;
    }

    /// <summary>Holds that the connection still works: a ping on it is answered.</summary>
    public async Task StillTalksAsync()
    {
        await SendTextAsync("""{"type":"ping"}""");
        await ReadUntilAsync("pong");
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
