using CrowdMind.Logs;

namespace CrowdMind.Recording;

/// <summary>An append that waits for its commit.</summary>
/// <param name="request">What is to be appended.</param>
internal sealed class PendingAppend(AppendRequest request)
    : TaskCompletionSource<AppendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public AppendRequest Request { get; } = request;
}
