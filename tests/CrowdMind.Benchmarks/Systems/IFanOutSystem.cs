using CrowdMind.Benchmarks.Load;
using CrowdMind.Benchmarks.Processes;

namespace CrowdMind.Benchmarks.Systems;

/// <summary>A running server that spreads what is posted to it to the subscribers of one experiment.</summary>
internal interface IFanOutSystem : IAsyncDisposable
{
    PinnedProcess Process { get; }

    int Port { get; }

    PostTemplate Post { get; }

    /// <summary>Opens the n-th subscriber and sees it joined.</summary>
    Subscriber Subscribe(int n);
}
