namespace CrowdMind.Tests.Recording;

/// <summary>A place where something waits until the test lets it go on.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when something stands before the gate.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Waits before the gate; passes at once when it is open.</summary>
    public Task PassAsync()
    {
        _arrived.TrySetResult();
        return _opened.Task;
    }

    /// <summary>Lets everything go on, now and later.</summary>
    public void Open() => _opened.TrySetResult();
}
