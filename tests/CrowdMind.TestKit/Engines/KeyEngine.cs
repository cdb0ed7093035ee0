using CrowdMind.Keys;

namespace CrowdMind.TestKit.Engines;

/// <summary>The stores of keys and tickets on some data, as one instance of the server has them.</summary>
public sealed record KeyEngine(IKeyStore Keys, ITicketStore Tickets, IAsyncDisposable Owner) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
