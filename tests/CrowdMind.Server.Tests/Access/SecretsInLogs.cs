using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Access;

/// <summary>Nothing secret reaches a log, however much is logged.</summary>
public sealed class SecretsInLogs
{
    [Fact]
    public async Task No_key_no_token_and_no_ticket_stands_in_a_log_at_the_most_talkative_level()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var server = await CrowdMindServer.StartAsync(new Dictionary<string, string>
        {
            ["LOG_LEVEL"] = "TRACE",
            ["API_KEYS"] = $"ops:admin:{AccessGround.Admin}",
            ["JWT_SECRET"] = AccessGround.Secret,
            ["JWT_ISSUER"] = Tokens.Issuer,
            ["JWT_AUDIENCE"] = Tokens.Audience,
        });
        using var http = new Caller(server.BaseUri, credential: AccessGround.Admin);
        var token = Tokens.Sign(AccessGround.Secret, Tokens.Claims("viewer", TimeSpan.FromHours(1)));
        var experiment = Guid.Parse(await http.NewExperimentAsync());
        var made = (await http.PostAsync("/keys", """{"name":"x","role":"viewer"}""")).Expect(201).Json.GetProperty("key").GetString()!;
        var ticket = (await http.PostAsync($"/experiments/{experiment}/tickets")).Expect(201).Json.GetProperty("ticket").GetString()!;
        await using (await WebSocketClient.ConnectAsync(server.BaseUri, experiment, Beside($"ticket={ticket}"), patience.Token))
        await using (var hub = await HubClient.ConnectAsync(server.BaseUri, Beside($"access_token={token}"), patience.Token))
            await hub.InvokeAsync("Authenticate", [$"\"{made}\""], patience.Token);
        await Assert.ThrowsAsync<FollowRefusedException>(() =>
            WebSocketClient.ConnectAsync(server.BaseUri, experiment, Beside($"ticket={ticket}"), patience.Token));
        (await http.GetAsync("/me", ("Cookie", "no"))).Expect(200);
        using var negotiating = new Caller(server.BaseUri);
        (await negotiating.SendAsync("POST", $"//hubs/experiments/negotiate?negotiateVersion=1&access_token={token}", null)).Expect(200);
        await server.StopAsync();

        Assert.NotEqual("", server.Output);
        foreach (var secret in new[] { AccessGround.Admin, AccessGround.Secret, token, made, ticket })
            Assert.DoesNotContain(secret, server.Output, StringComparison.Ordinal);
    }

    private static FollowOptions Beside(string parameter) => new((string?)null) { Beside = parameter };
}
