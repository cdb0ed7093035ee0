using System.Text.Json;
using CrowdMind.Server.Tests.Hostile;

namespace CrowdMind.Server.Tests.Admission;

/// <summary>The hub's JSON protocol, with a visitor's headers.</summary>
internal sealed class HubTalk : IAsyncDisposable
{
    private const char Separator = '\u001e';
    private const int Completion = 3;

    private readonly RawWebSocket _socket;
    private readonly Queue<JsonElement> _records = new();
    private int _calls;

    private HubTalk(RawWebSocket socket) => _socket = socket;

    public static async Task<HubTalk> OpenAsync(Visitor visitor)
    {
        var socket = await RawWebSocket.UpgradedAsync(await visitor.AskForSocketAsync("/hubs/experiments"));
        await socket.SendTextAsync("""{"protocol":"json","version":1}""" + Separator);
        Assert.Equal("{}" + Separator, (await socket.ReadFrameAsync())!.PayloadText);
        return new HubTalk(socket);
    }

    /// <summary>Calls a method, and gives the error it is answered with; null when it is answered with none.</summary>
    public async Task<string?> CallAsync(string method, params string[] arguments) => await ErrorAsync(await SendAsync(1, method, arguments));

    /// <summary>Begins a stream.</summary>
    /// <returns>Its id.</returns>
    public Task<string> StreamAsync(string method, params string[] arguments) => SendAsync(4, method, arguments);

    /// <summary>Waits for the end of a call or stream, and gives the error it ends with.</summary>
    public async Task<string?> ErrorAsync(string id)
    {
        while (true)
        {
            while (_records.TryDequeue(out var record))
            {
                if (record.GetProperty("type").GetInt32() == Completion && record.GetProperty("invocationId").GetString() == id)
                    return record.TryGetProperty("error", out var error) ? error.GetString() : null;
            }

            var frame = await _socket.ReadFrameAsync() ?? throw new IOException("The hub ended.");
            foreach (var text in frame.PayloadText.Split(Separator, StringSplitOptions.RemoveEmptyEntries))
                _records.Enqueue(JsonSerializer.Deserialize<JsonElement>(text));
        }
    }

    public ValueTask DisposeAsync() => _socket.DisposeAsync();

    private async Task<string> SendAsync(int type, string method, string[] arguments)
    {
        var id = $"{++_calls}";
        await _socket.SendTextAsync(
            $$"""{"type":{{type}},"invocationId":"{{id}}","target":"{{method}}","arguments":[{{string.Join(',', arguments)}}]}""" + Separator);
        return id;
    }
}
