using System.IO.Pipelines;

namespace CrowdMind.Server.Transports;

/// <summary>
/// A connection's output that several writers share: the dispatcher, acknowledgements, heartbeats. Each write is whole
/// before the next begins, and completes at once when the connection can take it.
/// </summary>
/// <param name="output">The connection's output.</param>
/// <param name="socket">The end of that output, when it is ours: it tells how far the peer is.</param>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing to dispose of.
internal sealed class SharedOutput(PipeWriter output, SocketOutput? socket)
#pragma warning restore CA1001
{
    // Held over the write itself, which is what must not overlap; a writer that finds it taken waits without a thread.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Bytes the peer has taken, or 0 when the connection does not tell.</summary>
    public long Progress => socket?.BytesTaken ?? 0;

    /// <summary>Ends this direction after the last write, if the connection lets us: the peer reads to an end.</summary>
    public void Finish() => socket?.Finish();

    /// <summary>Writes bytes, which must not change before the write completes.</summary>
    /// <exception cref="IOException">The connection is gone.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!_turn.Wait(0))
            return WriteInTurnAsync(bytes);
        ValueTask<FlushResult> write;
        try
        {
            write = output.WriteAsync(bytes);
        }
        catch
        {
            _turn.Release();
            throw;
        }

        if (!write.IsCompletedSuccessfully)
            return FinishAsync(write);
        _turn.Release();
        ThrowIfGone(write.Result);
        return ValueTask.CompletedTask;
    }

    private async ValueTask WriteInTurnAsync(ReadOnlyMemory<byte> bytes)
    {
        await _turn.WaitAsync();
        await FinishAsync(output.WriteAsync(bytes));
    }

    private async ValueTask FinishAsync(ValueTask<FlushResult> write)
    {
        try
        {
            ThrowIfGone(await write);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static void ThrowIfGone(FlushResult result)
    {
        if (result.IsCompleted)
            throw new IOException("The connection is gone.");
    }
}
