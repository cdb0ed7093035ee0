using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>
/// Whether a remote store answers. What it said last holds for some seconds, so that probes do not hammer it, and while it
/// is asked all who want to know wait for the same answer.
/// </summary>
/// <param name="engine">The store, for people.</param>
/// <param name="open">Asks it before the server listens; fails with a sentence on the setting that is wrong.</param>
/// <param name="ask">Asks it once; fails when it does not work.</param>
/// <param name="time">The clock.</param>
internal sealed class RemoteReadiness(
    string engine, Func<CancellationToken, Task> open, Func<CancellationToken, Task> ask, TimeProvider time) : IReadinessCheck
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(Limits.ObjectReadinessSeconds);

    /// <summary>Guards the last answer.</summary>
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private DateTimeOffset _staleAt = DateTimeOffset.MinValue;

    public string Name => "object_store";

    public string Engine => engine;

    public Task OpenAsync(CancellationToken cancellationToken) => open(cancellationToken);

    public Task CheckAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_last.IsCompleted && time.GetUtcNow() >= _staleAt)
            {
                _staleAt = time.GetUtcNow() + Fresh;
                _last = AskAsync();
            }

            return _last.WaitAsync(cancellationToken);
        }
    }

    private async Task AskAsync()
    {
        using var deadline = new CancellationTokenSource(Fresh, time);
        try
        {
            await ask(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException($"The object store ({engine}) did not answer within {Fresh.TotalSeconds:0} s.");
        }
    }
}
