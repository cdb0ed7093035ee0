using CrowdMind.TestKit;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Transports;

/// <summary>Subscribers with small receive buffers that were connected and then left alone.</summary>
internal sealed class StalledGroup(Uri server, Guid experiment, LogChecker checker) : IAsyncDisposable
{
    private const int ReceiveBufferBytes = 4096;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);
    private readonly List<(Transport Transport, IFollower Follower, ReceivedHistory History)> _members = [];

    /// <summary>Connects one more, which reads nothing.</summary>
    public async Task AddAsync(Transport transport, long after)
    {
        var options = new FollowOptions($"{after}", ReceiveBufferBytes);
        IFollower follower = await transport.OpenAsync(server, experiment, options, CancellationToken.None);
        ReceivedHistory history = checker.AddSubscriber($"stalled {transport} {_members.Count}");
        history.Connected(after);
        _members.Add((transport, follower, history));
    }

    /// <summary>All read again, until the server ends them.</summary>
    public async Task<IReadOnlyList<FollowEnd>> ReadToEndAsync() =>
        await Task.WhenAll(_members.Select(async member =>
        {
            (IReadOnlyList<WireEvent> events, FollowEnd end) = await member.Follower.ToEndAsync();
            foreach (WireEvent one in events)
                member.History.Received(one);
            return end;
        }));

    /// <summary>All come back with <c>after</c> and read to the head.</summary>
    public async Task ResumeAsync()
    {
        using var rest = new RestClient(server);
        long head = (await rest.ExperimentAsync(experiment)).Expect(200).Json.GetProperty("last_seq").GetInt64();
        using var deadline = new CancellationTokenSource(Within);
        await Task.WhenAll(_members.Select(async member =>
        {
            long after = member.History.Last;
            await using IFollower follower =
                await member.Transport.OpenAsync(server, experiment, after, deadline.Token);
            member.History.Connected(after);
            foreach (WireEvent one in await follower.TakeAsync((int)(head - after)))
                member.History.Received(one);
        }));
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((_, IFollower follower, _) in _members)
            await follower.DisposeAsync();
    }
}
