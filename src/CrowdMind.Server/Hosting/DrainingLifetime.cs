using System.Runtime.InteropServices;
using CrowdMind.Feeds;
using CrowdMind.Watches;

namespace CrowdMind.Server.Hosting;

/// <summary>
/// Lives until it is told to stop (SIGTERM, Ctrl-C). Then it takes no more connections, tells the subscribers in portions,
/// and after the last of them stops the rest of the server, which answers what is in flight.
/// </summary>
/// <param name="lifetime">Stops the server.</param>
/// <param name="listeners">What takes connections.</param>
/// <param name="feeds">Who is to be told.</param>
/// <param name="watches">Who else.</param>
/// <param name="options">How long that may take.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class DrainingLifetime(
    IHostApplicationLifetime lifetime, Listeners listeners, FeedRegistry feeds, AgentWatches watches, ServerOptions options,
    TimeProvider time, ILogger<DrainingLifetime> logger) : IHostLifetime, IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(Limits.DrainGraceMilliseconds);
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromSeconds(Limits.LeaveSeconds - 1);
    private static readonly TimeSpan GoneWithin = TimeSpan.FromSeconds(Limits.LeaveSeconds);

    private readonly List<PosixSignalRegistration> _signals = [];

    // Never disposed of: it also watches over the disposal of everything else.
    private ITimer? _lastResort;
    private int _leaving;

    /// <summary>What stopping the rest of the server may take, so that all is over in time.</summary>
    public static TimeSpan ShutdownTimeout(ServerOptions options) =>
        AnsweredWithin - TimeSpan.FromMilliseconds(Limits.AcceptMilliseconds) - TimeSpan.FromSeconds(options.DrainSeconds) - Grace;

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
    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Exchange(ref _leaving, 1) == 0)
            _ = LeaveAsync();
    }

    private async Task LeaveAsync()
    {
        _lastResort = time.CreateTimer(_ => GiveUp(), null, GoneWithin, Timeout.InfiniteTimeSpan);
        try
        {
            feeds.Close();
            watches.Close();
            await listeners.CloseAsync();
            Log.Leaving(logger, options.DrainSeconds);
            var within = TimeSpan.FromSeconds(options.DrainSeconds);
            await Task.WhenAll(feeds.DrainAsync(within), watches.DrainAsync(within));

            // SignalR drops its connections as soon as stopping begins, and a proxy's connection that is in use should
            // have an answer that closes it, so that no request meets one that is just going away.
            using var grace = new PeriodicTimer(Grace, time);
            await grace.WaitForNextTickAsync();
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private void GiveUp()
    {
        Log.GaveUp(logger, Limits.LeaveSeconds);
        Environment.Exit(exitCode: 1);
    }

    private static partial class Log
    {
        [LoggerMessage(6002, LogLevel.Information, "Stopping: no more connections; subscribers are told within {Seconds} s")]
        public static partial void Leaving(ILogger logger, int seconds);

        [LoggerMessage(6003, LogLevel.Error, "Not stopped {Seconds} s after the signal; something does not end. Leaving all the same")]
        public static partial void GaveUp(ILogger logger, int seconds);
    }
}
