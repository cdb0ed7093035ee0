using CrowdMind.TestKit;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Transports;

/// <summary>Subscribers with small receive buffers that were connected and then left alone.</summary>
internal sealed class StalledGroup(Uri server, Guid experiment, LogChecker checker) : IAsyncDisposable
{
    private const int ReceiveBufferBytes = 4096;
    private const int ComeBack = 5;
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

    /// <summary>A few, of every transport, come back with <c>after</c> and read to the head; the others leave.</summary>
    public async Task ResumeAsync(TimeSpan within)
    {
        using var rest = new RestClient(server);
        long head = (await rest.ExperimentAsync(experiment)).Expect(200).Json.GetProperty("last_seq").GetInt64();
        int leaving = Math.Max(0, _members.Count - ComeBack);
        _members.Take(leaving).ToList().ForEach(member => member.History.Leave());
        await Task.WhenAll(_members.Skip(leaving).Select(async member =>
        {
            long after = member.History.Last;
            await using IFollower follower =
                await member.Transport.OpenAsync(server, experiment, after, CancellationToken.None);
            member.History.Connected(after);
            foreach (WireEvent one in await follower.TakeAsync((int)(head - after), within))
                member.History.Received(one);
        }));
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((_, IFollower follower, _) in _members)
            await follower.DisposeAsync();
    }
}
