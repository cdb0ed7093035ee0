using CrowdMind.Backplanes;
using CrowdMind.Logs;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Tests.Backplanes;

/// <summary>The backplane of a single instance.</summary>
public sealed class InProcessBackplaneTests : BackplaneSpec
{
    [Fact]
    public async Task Without_a_listener_nothing_is_wanted()
    {
        Assert.False(Here.Wants(Experiment));
        var (_, one) = await ListenAsync(Here);
        var (_, two) = await ListenAsync(Here);
        await one.DisposeAsync();
        Assert.True(Here.Wants(Experiment));
        await two.DisposeAsync();
        Assert.False(Here.Wants(Experiment));
    }

    [Fact]
    public async Task What_is_published_is_heard_within_the_call_and_not_copied()
    {
        var batch = Batch(1, 3);
        EventBatch? heard = null;
        await Here.ListenAsync(
            Experiment,
            one =>
            {
                heard = one;
                return Task.CompletedTask;
            },
            default);
        _ = Here.Publish(batch);
        Assert.Same(batch, heard);
    }

    protected override Task<(IBackplane Here, IBackplane There)> OpenAsync()
    {
        var one = new InProcessBackplane();
        return Task.FromResult<(IBackplane, IBackplane)>((one, one));
    }
}
