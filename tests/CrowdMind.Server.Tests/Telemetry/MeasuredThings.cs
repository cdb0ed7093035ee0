using CrowdMind.Server.Tests.Datasets;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Telemetry;

/// <summary>The metrics that a collector gets are those that the documents name, and count what happened.</summary>
public sealed class MeasuredThings(TelemetryGround ground) : IClassFixture<TelemetryGround>
{
    private const string Ours = "CrowdMind";

    [Fact]
    public async Task The_table_in_the_documents_names_every_metric_as_it_is_sent_and_no_other()
    {
        await LiveALittleAsync();
        var table = MetricsTable.Read();
        Assert.NotEmpty(table);
        await ground.GetsAsync(all => table.All(row => all.Metrics.Any(metric => metric.Name == row.Name)), "every metric of the table");
        foreach (var sent in ground.Collector.Metrics.Where(metric => metric.Meter == Ours).ToLookup(metric => metric.Name))
        {
            var row = Assert.Single(table, row => row.Name == sent.Key);
            Assert.All(sent, metric => Assert.Equal((row.Kind, row.Unit), (metric.Kind, metric.Unit)));
            var attributes = sent.SelectMany(metric => metric.Points).SelectMany(point => point.Attributes.Keys).Distinct();
            Assert.Equal(row.Attributes.Where(key => key != "error.type"), attributes.Where(key => key != "error.type"));
        }
    }

    [Fact]
    public async Task Subscribers_are_counted_by_transport_and_subscriptions_by_how_they_began_and_ended()
    {
        var experiment = Guid.Parse(await ground.Http.NewExperimentAsync());
        foreach (var (transport, name) in new[] { (Transport.WebSocket, "websocket"), (Transport.Hub, "signalr"), (Transport.ServerSentEvents, "sse") })
        {
            var (resumed, left) = (Last("crowdmind.feed.subscriptions", "1"), Last("crowdmind.feed.subscriptions.ended", "left"));
            await using (await transport.OpenAsync(ground.Server.BaseUri, experiment, after: 0, default))
            {
                await ground.GetsAsync(_ => Last("crowdmind.feed.subscribers", name) == 1, $"one subscriber by {name}");
                await ground.GetsAsync(_ => Last("crowdmind.feed.subscriptions", "1") > resumed, "one more that resumed");
            }

            await ground.GetsAsync(_ => Last("crowdmind.feed.subscribers", name) == 0, $"none by {name} any more");
            await ground.GetsAsync(_ => Last("crowdmind.feed.subscriptions.ended", "left") > left, "one more that left");
        }
    }

    [Fact]
    public async Task Appends_are_counted_by_how_they_ended_and_lag_is_a_matter_of_milliseconds()
    {
        var (experiment, agent) = (await ground.Http.NewExperimentAsync(), await ground.Http.NewAgentAsync());
        await using var follower = await Transport.WebSocket.OpenAsync(ground.Server.BaseUri, Guid.Parse(experiment), after: 0, default);
        var (appended, duplicates, refused, rounds) = (Appends("appended"), Appends("duplicate"), Appends("refused"), Rounds());
        var reaction = Caller.Reaction(experiment, agent, "{}", Guid.NewGuid().ToString());
        (await ground.Http.PostAsync("/reactions", reaction)).Expect(201);
        (await ground.Http.PostAsync("/reactions", reaction)).Expect(200);
        (await ground.Http.PostAsync("/reactions", Caller.Reaction(Guid.NewGuid().ToString(), agent, "{}"))).ExpectProblem(404);
        await ground.GetsAsync(_ => Appends("appended") > appended, "an append");
        await ground.GetsAsync(_ => Appends("duplicate") > duplicates, "a duplicate");
        await ground.GetsAsync(_ => Appends("refused") > refused, "a refusal");
        await ground.GetsAsync(_ => Rounds() > rounds, "a round");

        long Appends(string outcome) => Last("crowdmind.log.appends", outcome);
        long Rounds() => Last("crowdmind.feed.lag", "local");
    }

    [Fact]
    public async Task What_the_framework_and_the_driver_measure_is_sent_too_and_a_stream_is_no_request_of_its_length()
    {
        await LiveALittleAsync();
        foreach (var name in new[] { "http.server.request.duration", "kestrel.active_connections", "dotnet.gc.collections" })
            await ground.GetsAsync(all => all.Metrics.Any(metric => metric.Name == name), name);
        await ground.GetsAsync(all => all.Metrics.Any(metric => metric.Meter == "Npgsql"), "what Npgsql measures");
        await ground.SettleAsync();
        var routes = ground.Collector.Metrics.Where(metric => metric.Name == "http.server.request.duration")
            .SelectMany(metric => metric.Points).Select(point => point.Attributes.GetValueOrDefault("http.route", "")).ToHashSet();
        Assert.Contains("/api/v1/reactions", routes);
        Assert.DoesNotContain("/api/v1/experiments/{id}/events", routes);
        Assert.DoesNotContain("/hubs/experiments", routes);
    }

    [Fact]
    public async Task The_resource_says_who_speaks_as_the_standard_variables_have_it()
    {
        await ground.SettleAsync();
        var resource = ground.Collector.Resource;
        Assert.Equal("crowd-of-tests", resource["service.name"]);
        Assert.Equal("here", resource["deployment.region"]);
        Assert.Equal("dev", resource["deployment.environment.name"]);
        Assert.NotEmpty(resource["service.version"]);
        Assert.NotEmpty(resource["service.instance.id"]);
        Assert.All(ground.Collector.Authorizations, one => Assert.Equal(TelemetryGround.CollectorKey, one));
    }

    /// <summary>What each metric needs to be sent at all.</summary>
    private async Task LiveALittleAsync()
    {
        var (experiment, agent) = (await ground.Http.NewExperimentAsync(), await ground.Http.NewAgentAsync());
        await ground.Http.PublishManyAsync(experiment, agent, 20);
        foreach (var transport in Transport.All)
        {
            await using var follower = await transport.OpenAsync(ground.Server.BaseUri, Guid.Parse(experiment), after: 0, default);
            await using var events = follower.ReadAsync(default).GetAsyncEnumerator();
            for (var i = 0; i < 20; i++)
                Assert.True(await events.MoveNextAsync());
            await ground.Http.PublishAsync(experiment, agent);
        }

        await DatasetCalls.GenerateAsync(ground.Http, await DatasetCalls.NewAsync(ground.Http), 10);
    }

    /// <summary>What was said last of the point with this value of its attribute.</summary>
    private long Last(string name, string attribute)
    {
        var points = ground.Collector.Metrics.LastOrDefault(metric => metric.Name == name)?.Points ?? [];
        return points.FirstOrDefault(point => point.Attributes.Values.Contains(attribute)).Value;
    }
}
