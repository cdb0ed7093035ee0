using System.Diagnostics;
using CrowdMind.Logs;

namespace CrowdMind.Recording;

/// <summary>An append that waits for its commit.</summary>
/// <param name="request">What is to be appended.</param>
/// <param name="arrivedAt">When it came, as a timestamp of the clock.</param>
internal sealed class PendingAppend(AppendRequest request, long arrivedAt)
    : TaskCompletionSource<AppendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public AppendRequest Request { get; } = request;

    public long ArrivedAt { get; } = arrivedAt;

    public Activity? Origin { get; } = CommitActivity.Origin;
}
