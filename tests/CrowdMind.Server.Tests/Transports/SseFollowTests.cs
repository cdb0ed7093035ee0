using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Specs;
using CrowdMind.TestKit.Wire;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Transports;

public sealed class SseFollowTests(ServerFixture fixture, ITestOutputHelper output)
    : FollowOverWireSpec(fixture.Server, Transport.ServerSentEvents, output), IClassFixture<ServerFixture>
{
    protected override int? DeletedCode => null;

    protected override bool LineIsEvent => true;

    [Fact]
    public async Task The_last_event_id_a_browser_sends_wins_over_after()
    {
        await PublishManyAsync(9);
        await using SseClient stream = await SseClient.OpenAsync(
            Server, Experiment, new FollowOptions(2), Stop, lastEventId: "7");
        AssertSeqs(8, 9, await stream.TakeAsync(2));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    public async Task An_after_that_is_no_number_is_refused(string after)
    {
        var refused = await Assert.ThrowsAsync<FollowRefusedException>(
            () => Transport.OpenAsync(Server, Experiment, new FollowOptions(after), Stop));
        Assert.Equal(422, refused.Status);
    }
}
