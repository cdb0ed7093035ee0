using CrowdMind.Agents;
using CrowdMind.Experiments;
using CrowdMind.Logs;

namespace CrowdMind.TestKit.Engines;

/// <summary>An engine without a disk, for tests of what stands on the ports. Its data lasts as long as the test.</summary>
/// <param name="data">The data, perhaps of an engine that was closed.</param>
/// <param name="time">The instance's clock.</param>
public sealed class MemoryEngine(MemoryData data, TimeProvider time) : ILogEngine
{
    /// <inheritdoc/>
    public IExperimentLog Log { get; } = new MemoryLog(data, time);

    /// <inheritdoc/>
    public IExperimentStore Experiments { get; } = new MemoryExperimentStore(data);

    /// <inheritdoc/>
    public IAgentStore Agents { get; } = new MemoryAgentStore(data);

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> HoldWriterAsync(ExperimentId experimentId) => new Hold(await data.HoldAsync());

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Hold(IDisposable writer) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            writer.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
