using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CrowdMind.TestKit.Wire;

/// <summary>One experiment joined on a hub connection of its own.</summary>
public sealed class HubFollower : IFollower
{
    private readonly HubClient _hub;
    private readonly Guid _experiment;
    private readonly Queue<WireEvent> _events = new();
    private FollowEnd? _subscriptionEnd;

    private HubFollower(HubClient hub, Guid experiment, JsonElement joined)
    {
        _hub = hub;
        _experiment = experiment;
        Joined = joined;
    }

    /// <summary>What <c>JoinExperiment</c> answered: <c>{experiment, head}</c>.</summary>
    public JsonElement Joined { get; }

    /// <inheritdoc/>
    public FollowEnd? End => _subscriptionEnd ?? _hub.End;

    /// <summary>Connects and joins.</summary>
    public static async Task<HubFollower> JoinAsync(
        Uri server, Guid experiment, FollowOptions options, CancellationToken cancellation)
    {
        HubClient hub = await HubClient.ConnectAsync(server, options, cancellation);
        try
        {
            string[] id = [$"\"{experiment}\""];
            IEnumerable<string> arguments = options.After is null ? id : [.. id, options.After];
            return new HubFollower(hub, experiment, await hub.InvokeAsync("JoinExperiment", arguments, cancellation));
        }
        catch (Exception e)
        {
            await hub.DisposeAsync();
            if (e is HubRefusedException)
                throw new FollowRefusedException(e.Message);
            throw;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WireEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            while (_events.TryDequeue(out WireEvent? next))
                yield return next;
            if (_subscriptionEnd is not null || await _hub.ReadCallAsync(cancellation) is not { } call)
                yield break;
            Take(call);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private void Take(HubCall call)
    {
        if (call.Arguments[0].GetGuid() != _experiment)
            throw new FormatException($"{call.Target} for {call.Arguments[0]}, which was not joined.");
        if (call.Target == "ReceiveEvents")
        {
            foreach (JsonElement one in call.Arguments[1].EnumerateArray())
                _events.Enqueue(WireEvent.Parse(one.GetRawText()));
        }
        else if (call.Target == "SubscriptionEnded")
        {
            JsonElement end = call.Arguments[1];
            _subscriptionEnd = new FollowEnd(end.GetProperty("code").GetInt32(), end.GetProperty("reason").GetString() ?? "");
        }
        else
            throw new FormatException($"An unknown call: {call.Target}");
    }
}
