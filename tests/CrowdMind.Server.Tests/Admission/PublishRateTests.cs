using System.Net;
using CrowdMind.Server.Admission;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Admission;

/// <summary>How fast reactions may come, on a clock that the test moves.</summary>
public sealed class PublishRateTests
{
    private static readonly Party Ada = Party.Of(ClientNetwork.Of(IPAddress.Parse("192.0.2.1")));
    private static readonly Party Bob = Party.Of(ClientNetwork.Of(IPAddress.Parse("192.0.2.2")));
    private static readonly ExperimentId Here = new(Guid.CreateVersion7());
    private static readonly ExperimentId There = new(Guid.CreateVersion7());

    private readonly ManualTime _time = new();

    [Fact]
    public void A_second_s_worth_may_come_at_once_and_the_rest_as_fast_as_it_may()
    {
        var rates = Rates(perCaller: 10);
        for (var i = 0; i < 10; i++)
            Assert.True(rates.Take(Ada, Here, 1).IsNow);
        var turn = rates.Take(Ada, There, 1);
        Assert.Equal(new PublishTurn(TimeSpan.FromMilliseconds(100), 10), turn);
        Assert.True(rates.Take(Bob, Here, 1).IsNow);
        _time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.False(rates.Take(Ada, Here, 1).IsNow);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(rates.Take(Ada, Here, 1).IsNow);
        Assert.False(rates.Take(Ada, Here, 1).IsNow);
    }

    [Fact]
    public void A_batch_goes_in_whole_and_is_made_up_for()
    {
        var rates = Rates(perCaller: 10);
        Assert.True(rates.Take(Ada, Here, 1000).IsNow);
        Assert.Equal(TimeSpan.FromSeconds(99.1), rates.Take(Ada, Here, 1).Wait);
    }

    [Fact]
    public void In_the_long_run_nobody_gets_more_than_may_come()
    {
        var rates = Rates(perCaller: 100);
        var published = 0;
        for (var tick = 0; tick < 10_000; tick++)
        {
            var reactions = 1 + (tick % 7);
            if (rates.Take(Ada, Here, reactions).IsNow)
                published += reactions;
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(published, 1000, 1000 + 100 + 7);
    }

    [Fact]
    public void What_the_experiment_does_not_take_is_not_counted_to_the_caller()
    {
        var rates = Rates(perCaller: 10, perExperiment: 5);
        for (var i = 0; i < 5; i++)
            Assert.True(rates.Take(Bob, Here, 1).IsNow);
        for (var i = 0; i < 50; i++)
            Assert.Equal(new PublishTurn(TimeSpan.FromMilliseconds(200), 5, IsExperiments: true), rates.Take(Ada, Here, 1));
        for (var i = 0; i < 5; i++)
            Assert.True(rates.Take(Ada, There, 1).IsNow);
    }

    [Fact]
    public async Task An_upload_waits_for_its_turn()
    {
        var rates = Rates(perCaller: 10);
        await rates.WaitAsync(Ada, Here, 20, default);
        var waiting = rates.WaitAsync(Ada, Here, 1, default);
        Assert.False(waiting.IsCompleted);
        await _time.TimerAsync();
        _time.Advance(TimeSpan.FromSeconds(1.2));
        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Without_a_bound_nothing_waits()
    {
        var rates = Rates();
        Assert.True(rates.Take(Ada, Here, int.MaxValue).IsNow);
        Assert.True(rates.Take(Ada, Here, int.MaxValue).IsNow);
    }

    [Fact]
    public void Only_so_many_are_counted_and_whoever_has_been_quiet_is_forgotten_first()
    {
        var buckets = new TokenBuckets<int>(TokenRate.PerSecond(1, _time), most: 100, _time);
        for (var key = 0; key < 100; key++)
            Assert.Equal(TimeSpan.Zero, buckets.Take(key, 1));
        Assert.NotEqual(TimeSpan.Zero, buckets.Take(7, 1));
        Assert.Equal(TimeSpan.Zero, buckets.Take(100, 1));
        Assert.Equal(TimeSpan.Zero, buckets.Take(100, 1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, buckets.Take(100, 1));
        Assert.NotEqual(TimeSpan.Zero, buckets.Take(100, 1));
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Whoever_has_one_address_of_an_IPv6_network_has_all(string one, string other, bool same) =>
        Assert.Equal(same, ClientNetwork.Of(IPAddress.Parse(one)) == ClientNetwork.Of(IPAddress.Parse(other)));

    private PublishRates Rates(int perCaller = 0, int perExperiment = 0) => new(new AdmissionOptions(perCaller, perExperiment, 0, 0), _time);
}
