using System.Net.WebSockets;
using System.Text.Json;
using Crowd.Agents;

namespace Crowd.Watching;

/// <summary>The one subscriber: whatever happens, it comes back after the seq it saw last.</summary>
internal sealed class Follower(Uri experimentSocket, long after, Ledger ledger, CrowdMood crowd)
{
    private const int CredentialEnded = 4401;
    private const int ExperimentDeleted = 4404;

    private readonly Backoff _backoff = new();
    private long _cursor = after;

    public long Cursor => Volatile.Read(ref _cursor);

    public int Resumes { get; private set; }

    public async Task RunAsync(CancellationToken cancel)
    {
        for (; !cancel.IsCancellationRequested; Resumes++)
        {
            try
            {
                await FollowOnceAsync(cancel);
            }
            catch (Exception e) when (e is WebSocketException or IOException or HttpRequestException)
            {
                // The connection broke; the next one goes on after the cursor.
            }

            await _backoff.WaitAsync(null, cancel);
        }
    }

    private async Task FollowOnceAsync(CancellationToken cancel)
    {
        using var socket = await FrameSocket.ConnectAsync(new Uri(experimentSocket, $"?after={_cursor}"), cancel);
        while (await socket.ReadAsync(cancel) is { } frame)
        {
            _backoff.Reset();
            Take(frame);
        }

        if (socket.CloseCode == CredentialEnded)
            throw new CannotGoOnException(Credential.Refused);
        if (socket.CloseCode == ExperimentDeleted)
            throw new CannotGoOnException("The experiment was deleted.");
    }

    private void Take(ReadOnlyMemory<byte> frame)
    {
        using var json = JsonDocument.Parse(frame);
        if (!json.RootElement.TryGetProperty("seq", out var seqMember))
            return; // "subscribed": no event
        long seq = seqMember.GetInt64();
        if (seq != _cursor + 1)
            ledger.Skipped();
        Volatile.Write(ref _cursor, seq);
        if (json.RootElement.GetProperty("type").GetString() != "reaction_created")
            return;
        var data = json.RootElement.GetProperty("data");
        ledger.Seen(data.GetProperty("id").GetGuid(), seq);
        if (data.GetProperty("payload").TryGetProperty("mood", out var mood) && mood.ValueKind == JsonValueKind.Number)
            crowd.Saw(mood.GetDouble());
    }
}
