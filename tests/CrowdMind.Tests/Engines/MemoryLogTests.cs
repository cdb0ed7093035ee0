using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Tests.Engines;

/// <summary>The log that the core's tests stand on keeps the contract that the databases keep.</summary>
public sealed class MemoryLogTests : ExperimentLogSpec
{
    private readonly MemoryData _data = new();

    protected override Task<ILogEngine> OpenAsync(TimeProvider time) =>
        Task.FromResult<ILogEngine>(new MemoryEngine(_data, time));
}
