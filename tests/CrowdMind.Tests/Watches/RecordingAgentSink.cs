using System.Collections.Concurrent;
using CrowdMind.TestKit;
using CrowdMind.Tests.Recording;
using CrowdMind.Watches;

namespace CrowdMind.Tests.Watches;

/// <summary>A connection that writes down what it is told, perhaps slowly.</summary>
internal sealed class RecordingAgentSink : IAgentSink
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<string> _told = new();

    /// <summary>The names of the experiments it was told of, and what was reported.</summary>
    public IReadOnlyList<string> Told => [.. _told];

    /// <summary>How it was ended, if it was.</summary>
    public WatchEnd? Ended { get; private set; }

    /// <summary>What a write waits for.</summary>
    public Gate? Writing { get; set; }

    /// <summary>What a write fails with.</summary>
    public Exception? Failure { get; init; }

    public async ValueTask SendAsync(AgentView view, AgentView? told)
    {
        Assert.True(view.DiffersFrom(told));
        if (Failure is not null)
            throw Failure;
        _told.Enqueue(view.Boot.Deployment.Experiments[0].Name + view.Reported?.Error);
        if (Writing is { } gate)
            await gate.PassAsync();
    }

    public void End(WatchEnd end)
    {
        Assert.Null(Ended);
        Ended = end;
    }

    /// <summary>Waits until it was told this last.</summary>
    public Task HearsAsync(string last) => Eventually.TrueAsync(
        () => Told is [.., var latest] && latest == last, Patience, () => $"'{last}' was told; it was '{string.Join(' ', Told)}'");
}
