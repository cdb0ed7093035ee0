using System.Net.Http.Headers;

namespace CrowdMind.TestKit.Wire;

/// <summary>The body of a refused upgrade, which ClientWebSocket throws away: the same request, asked again in plain HTTP.</summary>
internal static class WebSocketRefusal
{
    public static async Task<FollowRefusedException> AskAsync(
        Uri server, string path, FollowOptions options, int status, CancellationToken stop)
    {
        using HttpClient http = Connections.NewClient(options);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, path));
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new ProductHeaderValue("websocket"));
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", Convert.ToBase64String(Guid.NewGuid().ToByteArray()));
        using HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        if ((int)answer.StatusCode != status)
            return new FollowRefusedException(status, $"(asked again, it answered {(int)answer.StatusCode})");
        return new FollowRefusedException(status, await answer.Content.ReadAsStringAsync(stop));
    }
}
