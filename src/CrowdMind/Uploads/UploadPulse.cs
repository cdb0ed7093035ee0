using CrowdMind.Models;

namespace CrowdMind.Uploads;

/// <summary>Says of an object, as long as it is being stored, that it is still coming.</summary>
internal sealed class UploadPulse : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(Limits.UploadPulseSeconds);

    private readonly CancellationTokenSource _stop;
    private readonly Task _beating;

    /// <summary>Begins.</summary>
    public UploadPulse(ILooseObjects loose, string path, TimeProvider time, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Stopped = _stop.Token;
        _beating = BeatAsync(loose, path, time);
    }

    /// <summary>Cancelled when the object was given up, or nobody wants it any more.</summary>
    public CancellationToken Stopped { get; }

    /// <summary>Whether it was given up.</summary>
    public bool IsGivenUp { get; private set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
    }

    private async Task BeatAsync(ILooseObjects loose, string path, TimeProvider time)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (!IsGivenUp && await timer.WaitForNextTickAsync(Stopped))
                IsGivenUp = !await TryTouchAsync(loose, path, time.Now());
            await _stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The object is stored, or is not going to be.
        }
    }

    private async Task<bool> TryTouchAsync(ILooseObjects loose, string path, DateTimeOffset now)
    {
        try
        {
            return await loose.TouchAsync(path, now, Stopped);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A database that is away for a moment is no reason to stop; the registry will tell.
            return true;
        }
    }
}
