using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Benchmarks.Peers;

/// <summary>A hub as SignalR's first tutorial has it.</summary>
internal sealed class PeerHub : Hub
{
    public Task Join(string group) => Groups.AddToGroupAsync(Context.ConnectionId, group);
}
