using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Telemetry;

/// <summary>What a trace says of a request, and that a stream is none that lasts.</summary>
public sealed class TracedRequests(TelemetryGround ground) : IClassFixture<TelemetryGround>
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task A_request_s_span_says_its_route_and_status_and_its_trace_goes_on_with_the_commit_and_the_log()
    {
        var (experiment, agent) = (await ground.Http.NewExperimentAsync(), await ground.Http.NewAgentAsync());
        (await ground.Http.PostAsync(
            "/reactions", Requests.Caller.Reaction(experiment, agent, "{}"), ("traceparent", $"00-{Trace}-b7ad6b7169203331-01"))).Expect(201);
        await ground.GetsAsync(all => all.Spans.Any(span => span is { Name: "POST /api/v1/reactions", TraceId: Trace }), "the request's span");
        await ground.GetsAsync(all => all.Spans.Any(span => span is { Source: "CrowdMind", Name: "commit" } && span.Links.Contains(Trace)), "its commit's");
        await ground.GetsAsync(all => all.Logs.Any(log => log.TraceId == Trace), "a log of its trace");
        var request = ground.Collector.Spans.First(span => span is { Name: "POST /api/v1/reactions", TraceId: Trace });
        Assert.Equal(("201", "/api/v1/reactions"), (request.Attributes["http.response.status_code"], request.Attributes["http.route"]));
        var commit = ground.Collector.Spans.First(span => span.Name == "commit" && span.Links.Contains(Trace));
        Assert.Equal(("1", "1"), (commit.Attributes["crowdmind.appends"], commit.Attributes["crowdmind.events"]));
        Assert.NotEqual(Trace, commit.TraceId);
        await ground.GetsAsync(all => all.Spans.Any(span => span.Source == "Npgsql" && span.TraceId == commit.TraceId), "what the database was asked");
    }

    [Theory]
    [InlineData("WebSocket", "/api/v1/ws/experiments/{id}", "101")]
    [InlineData("hub", "/hubs/experiments", "101")]
    [InlineData("SSE", "/api/v1/experiments/{id}/events", "200")]
    public async Task The_span_of_a_stream_ends_where_the_stream_begins(string transport, string route, string status)
    {
        var experiment = Guid.Parse(await ground.Http.NewExperimentAsync());
        var before = ground.Collector.Spans.Count(IsIt);
        await using var follower = await Transport.All.Single(one => one.Name == transport).OpenAsync(ground.Server.BaseUri, experiment, after: (long?)null, default);
        await ground.GetsAsync(all => all.Spans.Count(IsIt) > before, "the span while the stream is open");
        var span = ground.Collector.Spans.Last(IsIt);
        Assert.Equal(status, span.Attributes["http.response.status_code"]);

        bool IsIt(TestKit.Servers.Telemetry.ReceivedSpan one) => one.Name == $"GET {route}";
    }
}
