using System.Text.Json;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>
/// One server that takes all the abuse, with a target that nothing bad may change
/// and a witness, subscribed since the beginning, that must go on seeing what is published.
/// </summary>
public sealed class HostileGround : ServerGround
{
    private IFollower? _witness;
    private string _witnessed = "";
    private long _witnessedHead;

    /// <summary>An agent for every test.</summary>
    public string Agent { get; private set; } = "";

    /// <summary>An experiment with three reactions, which bad input must leave at three.</summary>
    public string Target { get; private set; } = "";

    /// <summary>An experiment that was stopped, at head 2.</summary>
    public string Stopped { get; private set; } = "";

    protected override async Task PrepareAsync()
    {
        Agent = await Http.NewAgentAsync();
        Target = await Http.NewExperimentAsync("target");
        await Http.PublishManyAsync(Target, Agent, 3);
        Stopped = await Http.NewExperimentAsync("stopped");
        (await Http.PostAsync($"/experiments/{Stopped}/start")).Expect(200);
        (await Http.PostAsync($"/experiments/{Stopped}/stop")).Expect(200);
        _witnessed = await Http.NewExperimentAsync("witnessed");
        _witness = await Transport.WebSocket.OpenAsync(
            Server.BaseUri, Guid.Parse(_witnessed), 0, CancellationToken.None);
    }

    protected override async Task LeaveAsync()
    {
        if (_witness is not null)
            await _witness.DisposeAsync();
    }

    /// <summary>The server still serves: it takes a reaction, and a subscriber from before sees it.</summary>
    public async Task StillServesAsync()
    {
        var mark = Guid.NewGuid();
        var published = await Http.PublishAsync(_witnessed, Agent, $"{{\"mark\":\"{mark}\"}}");
        Assert.Equal(_witnessedHead + 1, published.Json.GetProperty("seq").GetInt64());
        var seen = await _witness!.NextAsync();
        using var frame = JsonDocument.Parse(seen.Raw);
        Assert.Equal(++_witnessedHead, frame.RootElement.GetProperty("seq").GetInt64());
        var payload = frame.RootElement.GetProperty("data").GetProperty("payload");
        Assert.Equal(mark, payload.GetProperty("mark").GetGuid());
    }

    /// <summary>What bad input must not change: heads, statuses, and how many agents there are.</summary>
    public async Task<string> StateAsync()
    {
        var target = (await Http.GetAsync($"/experiments/{Target}")).Expect(200);
        var stopped = (await Http.GetAsync($"/experiments/{Stopped}")).Expect(200);
        var agents = (await Http.GetAsync("/agents?limit=1")).Expect(200);
        return $"{target.Text}\n{stopped.Text}\n{agents.Header("X-Total-Count")} agents";
    }
}
