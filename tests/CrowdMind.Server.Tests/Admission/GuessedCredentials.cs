using CrowdMind.Server.Tests.Hostile;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Admission;

/// <summary>Credentials cannot be tried out by the thousand, and who does so locks out nobody else.</summary>
[Collection(AdmissionCollection.Name)]
public sealed class GuessedCredentials(AdmissionGround ground)
{
    private const string Unused = "unseen";

    [Fact]
    public async Task After_some_that_were_not_good_an_address_has_to_wait()
    {
        var address = ground.NewAddress();
        await GuessAsync(address);
        var refused = await ground.With("one more guess", address).GetAsync("/me");
        refused.ExpectProblem(429, "too many credentials");
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, null), 1, Limits.FailedAttemptSeconds);
        (await ground.With("a guess from elsewhere", ground.NewAddress()).GetAsync("/me")).Expect(401);
    }

    [Fact]
    public async Task A_guess_that_is_right_does_not_show_then()
    {
        var address = ground.NewAddress();
        await GuessAsync(address);
        (await ground.As(Unused, address).GetAsync("/me")).ExpectProblem(429);
    }

    [Fact]
    public async Task Devices_behind_the_same_address_that_were_let_in_before_go_on()
    {
        var address = ground.NewAddress();
        (await ground.As("ops", address).GetAsync("/me")).Expect(200);
        await GuessAsync(address);
        (await ground.As("ops", address).GetAsync("/me")).Expect(200);
        await using var socket = await ground.As("ops", address).OpenSocketAsync(await ground.As("ops").NewExperimentAsync());
        socket.Connection.Reset();
    }

    [Fact]
    public async Task An_IPv6_network_is_one_address()
    {
        for (var i = 0; i < Limits.FailedAttempts; i++)
            (await ground.With($"guess {i}", $"2001:db8:0:7::{i:x}").GetAsync("/me")).Expect(401);
        (await ground.With("one more", "2001:db8:0:7:1:2:3:4").GetAsync("/me")).ExpectProblem(429);
        (await ground.With("one more", "2001:db8:0:8::1").GetAsync("/me")).Expect(401);
    }

    [Fact]
    public async Task Tickets_are_no_way_around_it()
    {
        var address = ground.NewAddress();
        var experiment = await ground.As("ops").NewExperimentAsync();
        for (var i = 0; i < Limits.FailedAttempts; i++)
            Assert.Equal(401, await TryTicketAsync(address, experiment));
        Assert.Equal(429, await TryTicketAsync(address, experiment));
    }

    [Fact]
    public async Task A_socket_that_is_open_is_no_way_around_it_either()
    {
        var experiment = await ground.As("ops").NewExperimentAsync();
        await using var socket = await ground.As("ops").OpenSocketAsync(experiment);
        var codes = new List<int>();
        for (var i = 0; i <= Limits.FailedAttempts; i++)
        {
            await socket.SendTextAsync($$"""{"type":"auth","token":"guess{{i}}"}""");
            codes.Add((await socket.ReadUntilAsync("error")).GetProperty("status_code").GetInt32());
        }

        Assert.Equal([.. Enumerable.Repeat(401, Limits.FailedAttempts), 429], codes);
        await socket.StillTalksAsync();
    }

    [Fact]
    public async Task The_hub_is_none_either()
    {
        await using var hub = await HubTalk.OpenAsync(ground.As("ops"));
        for (var i = 0; i < Limits.FailedAttempts; i++)
            Assert.StartsWith("401: ", Error(await hub.CallAsync("Authenticate", $"\"guess {i}\"")), StringComparison.Ordinal);
        Assert.StartsWith("429: ", Error(await hub.CallAsync("Authenticate", "\"one more\"")), StringComparison.Ordinal);
    }

    // SignalR says first that an exception came.
    private static string? Error(string? text) => text?[(text.IndexOf("HubException: ", StringComparison.Ordinal) + "HubException: ".Length)..];

    private async Task GuessAsync(string address)
    {
        for (var i = 0; i < Limits.FailedAttempts; i++)
            (await ground.With($"guess {i}", address).GetAsync("/me")).Expect(401);
    }

    private async Task<int> TryTicketAsync(string address, string experiment)
    {
        await using var connection = await RawConnection.OpenAsync(ground.Server.BaseUri);
        await connection.SendAsync(
            $"GET /api/v1/experiments/{experiment}/events?ticket=guess HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: {address}\r\n\r\n");
        return (await connection.ReadAnswerAsync()).Status;
    }
}
