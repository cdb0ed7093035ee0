using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>Asks a remote store for its bucket.</summary>
/// <param name="engine">The store, for people.</param>
/// <param name="bucket">What is asked for.</param>
/// <param name="ask">Asks; fails with a sentence on the setting that is wrong.</param>
internal sealed class RemoteInspection(string engine, string bucket, Func<CancellationToken, Task> ask) : IInspection
{
    public string Name => "object_store";

    public string Engine => engine;

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        await ask(cancellationToken);
        return $"the bucket {bucket} answers";
    }
}
