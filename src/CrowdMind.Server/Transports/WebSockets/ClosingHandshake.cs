using Microsoft.AspNetCore.Connections;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>
/// The end of a socket (RFC 6455, section 7): one close frame of ours, whoever asks for it first, and a while for the
/// client to do its part before the connection is cut.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="output">Its output.</param>
internal sealed class ClosingHandshake(ConnectionContext connection, SharedOutput output) : IDisposable
{
    // Set by whoever closes first.
    private CancellationTokenSource? _patience;

    /// <summary>Whether our close frame is sent or about to be: nothing may follow it.</summary>
    public bool HasBegun => Volatile.Read(ref _patience) is not null;

    /// <summary>Sends our close frame, unless that was begun before. Never throws.</summary>
    /// <returns>Whether this call sent it.</returns>
    public async Task<bool> BeginAsync(int code, string reason)
    {
        // A client that does not read gets its time to take the close frame, which waits behind what it has not taken.
        var patience = new CancellationTokenSource(TimeSpan.FromSeconds(Limits.CloseLingerSeconds));
        if (Interlocked.CompareExchange(ref _patience, patience, null) is not null)
        {
            patience.Dispose();
            return false;
        }

        try
        {
            patience.Token.UnsafeRegister(static connection => Cut((ConnectionContext)connection!), connection);
            await output.WriteAsync(CloseFrame.Make(code, reason));
            patience.CancelAfter(TimeSpan.FromSeconds(Limits.CloseAnswerSeconds));
            return true;
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The other side ended the connection meanwhile.
            return false;
        }
    }

    /// <summary>Stops waiting.</summary>
    public void Dispose() => _patience?.Dispose();

    private static void Cut(ConnectionContext connection) =>
        connection.Abort(new ConnectionAbortedException("The client did not answer the close frame."));
}
