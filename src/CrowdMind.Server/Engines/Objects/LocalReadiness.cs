using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>Whether objects can be written to the disk.</summary>
internal sealed class LocalReadiness(LocalObjectStore store) : IReadinessCheck
{
    public string Name => "object_store";

    public string Engine => store.Engine;

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        store.Open();
        return Task.CompletedTask;
    }

    public Task CheckAsync(CancellationToken cancellationToken)
    {
        store.TryWrite();
        return Task.CompletedTask;
    }
}
