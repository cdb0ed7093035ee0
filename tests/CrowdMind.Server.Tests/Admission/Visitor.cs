using CrowdMind.Server.Tests.Hostile;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Admission;

/// <summary>Somebody with a credential, at an address, as a proxy tells it.</summary>
/// <param name="http">The way to the server.</param>
/// <param name="credential">What it comes with.</param>
/// <param name="address">Where it says it comes from.</param>
internal sealed class Visitor(Caller http, string credential, string address)
{
    private (string, string)[] Headers => [("Authorization", $"Bearer {credential}"), ("X-Forwarded-For", address)];

    public Task<Answer> GetAsync(string path) => http.GetAsync(path, Headers);

    public Task<Answer> PostAsync(string path, string? json = null) => http.PostAsync(path, json, Headers);

    public Task<Answer> PostLinesAsync(string experiment, string lines) => http.SendAsync(
        "POST", $"/experiments/{experiment}/reactions", Caller.Body(lines, "application/x-ndjson"), Headers);

    public async Task<string> NewExperimentAsync() => await NewAsync("/experiments", """{"name":"crowded"}""");

    public async Task<string> NewAgentAsync() => await NewAsync("/agents", """{"name":"ada","type":"digital"}""");

    /// <summary>Publishes a batch of a thousand, which uses up some seconds of what may come.</summary>
    public Task<Answer> PublishThousandAsync(string experiment, string agent)
    {
        var reactions = string.Join(',', Enumerable.Repeat($$$"""{"agent_id":"{{{agent}}}","payload":{}}""", 1000));
        return PostAsync($"/experiments/{experiment}/reactions", $$"""{"reactions":[{{reactions}}]}""");
    }

    public Task<Answer> PublishAsync(string experiment, string agent) =>
        PostAsync("/reactions", Caller.Reaction(experiment, agent, "{}"));

    /// <summary>Sends the head of a request, and leaves the rest to the test.</summary>
    public async Task<RawConnection> BeginAsync(string request, params string[] headers)
    {
        var connection = await RawConnection.OpenAsync(http.BaseUri);
        var lines = Headers.Select(header => $"{header.Item1}: {header.Item2}").Prepend("Host: 127.0.0.1").Concat(headers);
        await connection.SendAsync($"{request} HTTP/1.1\r\n{string.Join("\r\n", lines)}\r\n\r\n");
        return connection;
    }

    /// <summary>Asks for a WebSocket.</summary>
    public Task<RawConnection> AskForSocketAsync(string path, params string[] headers) => BeginAsync(
        $"GET {path}",
        [
            "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            .. headers,
        ]);

    /// <summary>Opens an experiment's socket.</summary>
    public async Task<RawWebSocket> OpenSocketAsync(string experiment) =>
        await RawWebSocket.UpgradedAsync(await AskForSocketAsync($"/api/v1/ws/experiments/{experiment}"));

    private async Task<string> NewAsync(string path, string json) =>
        (await PostAsync(path, json)).Expect(201).Json.GetProperty("id").GetString()!;
}
