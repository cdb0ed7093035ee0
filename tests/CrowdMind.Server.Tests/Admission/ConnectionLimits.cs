using System.Text;
using CrowdMind.Server.Tests.Hostile;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Admission;

/// <summary>A caller has so many live connections of whatever kind, and so has an address; and one holds so many things.</summary>
[Collection(AdmissionCollection.Name)]
public sealed class ConnectionLimits(AdmissionGround ground)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_caller_has_so_many_of_all_kinds_together_and_gets_the_place_of_one_that_it_closed()
    {
        var ada = ground.As("live");
        var experiment = await ada.NewExperimentAsync();
        await using var socket = await ada.OpenSocketAsync(experiment);
        await using var hub = await HubTalk.OpenAsync(ada);
        await using var stream = await ada.BeginAsync($"GET /api/v1/experiments/{experiment}/events");
        Assert.Equal(200, (await stream.ReadAnswerAsync(withBody: false)).Status);
        foreach (var path in new[] { $"/api/v1/ws/experiments/{experiment}", "/hubs/experiments", $"/api/v1/experiments/{experiment}/events" })
        {
            await using var refused = await ada.AskForSocketAsync(path);
            var answer = await refused.ReadAnswerAsync();
            answer.ExpectProblem(429, "3 live connections", "MAX_CONNECTIONS_PER_CALLER");
            Assert.NotNull(answer.Header("Retry-After"));
        }

        (await ground.As("ops").GetAsync("/me")).Expect(200);
        socket.Connection.Reset();
        await Eventually.TrueAsync(() => OpensAsync(ada, experiment), Within, () => "the place of the socket was given back");
        stream.Reset();
        await Eventually.TrueAsync(() => OpensAsync(ada, experiment), Within, () => "the place of the stream was given back");
        await socket.DisposeAsync();
    }

    [Fact]
    public async Task An_open_upload_is_one_of_them()
    {
        var ada = ground.As("lines");
        var experiment = await ada.NewExperimentAsync();
        var uploads = new List<RawConnection>();
        for (var i = 0; i < 3; i++)
            uploads.Add(await BeginUploadAsync(ada, experiment));
        await Eventually.TrueAsync(
            async () => (await ada.PostLinesAsync(experiment, "")).Status == 429, Within, () => "the uploads were counted");
        await uploads[0].SendAsync("0\r\n\r\n");
        (await uploads[0].ReadAnswerAsync()).Expect(200);
        (await ada.PostLinesAsync(experiment, "")).Expect(200);
        foreach (var upload in uploads)
            upload.Reset();
    }

    [Fact]
    public async Task So_many_come_from_one_address_whoever_they_are()
    {
        var address = ground.NewAddress();
        var experiment = await ground.As("ops").NewExperimentAsync();
        var sockets = new List<RawWebSocket>();
        foreach (var name in new[] { "wide", "wide", "many", "many", "late" })
            sockets.Add(await ground.As(name, address).OpenSocketAsync(experiment));
        await using var refused = await ground.As("one", address).AskForSocketAsync($"/api/v1/ws/experiments/{experiment}");
        (await refused.ReadAnswerAsync()).ExpectProblem(429, "5 live connections", "MAX_CONNECTIONS_PER_ADDRESS");
        await using var elsewhere = await ground.As("wide").OpenSocketAsync(experiment);
        foreach (var socket in sockets)
            socket.Connection.Reset();
    }

    [Fact]
    public async Task What_a_client_says_of_its_address_before_the_proxy_does_is_not_believed()
    {
        var address = ground.NewAddress();
        var experiment = await ground.As("ops").NewExperimentAsync();
        var sockets = new List<RawWebSocket>();
        foreach (var (name, n) in new[] { "post", "post", "batch", "batch", "upload" }.Select((name, n) => (name, n)))
            sockets.Add(await ground.As(name, $"203.0.113.{n}, {address}, 10.1.2.3").OpenSocketAsync(experiment));
        await using var refused = await ground.As("one", $"203.0.113.9, {address}").AskForSocketAsync($"/api/v1/ws/experiments/{experiment}");
        (await refused.ReadAnswerAsync()).ExpectProblem(429, "MAX_CONNECTIONS_PER_ADDRESS");
        foreach (var socket in sockets)
            socket.Connection.Reset();
    }

    [Fact]
    public async Task A_hub_connection_follows_so_many_experiments_and_no_more()
    {
        var ada = ground.As("streams");
        var experiment = await ada.NewExperimentAsync();
        var quoted = $"\"{experiment}\"";
        await using var hub = await HubTalk.OpenAsync(ada);
        Assert.Null(await hub.CallAsync("JoinExperiment", quoted, "null"));
        for (var i = 1; i < Limits.JoinedExperiments; i++)
            await hub.StreamAsync("Watch", quoted, "null");
        Assert.Contains($"409: This connection follows {Limits.JoinedExperiments} experiments", await hub.ErrorAsync(await hub.StreamAsync("Watch", quoted, "null")));
        Assert.Null(await hub.CallAsync("JoinExperiment", quoted, "null"));
        var another = await ada.NewExperimentAsync();
        Assert.Contains("409: ", await hub.CallAsync("JoinExperiment", $"\"{another}\"", "null"));
        Assert.Null(await hub.CallAsync("LeaveExperiment", quoted));
        Assert.Null(await hub.CallAsync("JoinExperiment", $"\"{another}\"", "null"));
    }

    [Theory]
    [InlineData("/hubs/experiments")]
    [InlineData("/api/v1/ws/experiments/{0}")]
    public async Task No_socket_unpacks_what_a_client_has_packed(string path)
    {
        var ada = ground.As("socket");
        var experiment = await ada.NewExperimentAsync();
        await using var connection = await ada.AskForSocketAsync(
            string.Format(null, CompositeFormat.Parse(path), experiment), "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");
        var answer = await connection.ReadAnswerAsync(withBody: false);
        Assert.Equal((101, null), (answer.Status, answer.Header("Sec-WebSocket-Extensions")));
    }

    private static async Task<bool> OpensAsync(Visitor visitor, string experiment)
    {
        await using var connection = await visitor.AskForSocketAsync($"/api/v1/ws/experiments/{experiment}");
        var opens = (await connection.ReadAnswerAsync(withBody: false)).Status == 101;
        connection.Reset();
        return opens;
    }

    private static Task<RawConnection> BeginUploadAsync(Visitor visitor, string experiment) => visitor.BeginAsync(
        $"POST /api/v1/experiments/{experiment}/reactions", "Content-Type: application/x-ndjson", "Transfer-Encoding: chunked");
}
