using System.Runtime.InteropServices;
using CrowdMind.Feeds;

namespace CrowdMind.Server.Hosting;

/// <summary>
/// Lives until it is told to stop (SIGTERM, Ctrl-C). Then it lets subscribers know first and stops the rest of the server
/// a moment later: SignalR drops its connections as soon as stopping begins.
/// </summary>
internal sealed class DrainingLifetime(IHostApplicationLifetime lifetime, FeedRegistry feeds, TimeProvider time)
    : IHostLifetime, IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(Limits.DrainMilliseconds);

    private readonly List<PosixSignalRegistration> _signals = [];
    private ITimer? _grace;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
            _signals.Add(PosixSignalRegistration.Create(signal, Stop));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _grace?.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        feeds.Drain();
        _grace ??= time.CreateTimer(_ => lifetime.StopApplication(), null, Grace, Timeout.InfiniteTimeSpan);
    }
}
