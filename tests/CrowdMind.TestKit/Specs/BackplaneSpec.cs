using CrowdMind.Backplanes;
using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

/// <summary>
/// What every backplane owes log writers and feeds while nothing is broken: the numbered contract of
/// <see cref="IBackplane"/>. A backplane's test class inherits it and adds what is that backplane's own.
/// </summary>
public abstract partial class BackplaneSpec : IAsyncLifetime
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    /// <summary>One instance's backplane.</summary>
    protected IBackplane Here { get; private set; } = null!; // Set before each test.

    /// <summary>Another instance's; the same one where there is only one.</summary>
    protected IBackplane There { get; private set; } = null!; // Set before each test.

    /// <summary>An experiment that no other test uses.</summary>
    protected ExperimentId Experiment { get; } = ExperimentId.New(TimeProvider.System);

    /// <summary>Opens the backplanes of two instances, or one that is both.</summary>
    protected abstract Task<(IBackplane Here, IBackplane There)> OpenAsync();

    /// <inheritdoc/>
    public virtual async Task InitializeAsync() => (Here, There) = await OpenAsync();

    /// <inheritdoc/>
    public virtual async Task DisposeAsync()
    {
        foreach (IBackplane one in new[] { Here, There }.Distinct())
        {
            if (one is IAsyncDisposable disposable)
                await disposable.DisposeAsync();
        }
    }

    /// <summary>Events first..last of the test's experiment.</summary>
    protected EventBatch Batch(long first, long last, int weight = 0, ExperimentId? experimentId = null) =>
        SampleBatches.Of(experimentId ?? Experiment, first, last, weight);

    /// <summary>Listens, and keeps what is heard.</summary>
    protected async Task<(HeardBatches Heard, IAsyncDisposable Listening)> ListenAsync(
        IBackplane backplane, ExperimentId? experimentId = null)
    {
        var heard = new HeardBatches();
        var listening = await backplane.ListenAsync(experimentId ?? Experiment, heard.Take, default);
        return (heard, listening);
    }
}
