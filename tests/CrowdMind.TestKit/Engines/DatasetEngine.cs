using CrowdMind.Datasets;

namespace CrowdMind.TestKit.Engines;

/// <summary>The stores of datasets and jobs on some data, as one instance of the server has them.</summary>
public sealed record DatasetEngine(IDatasetStore Datasets, IJobStore Jobs, IAsyncDisposable Owner) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
