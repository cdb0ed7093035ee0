using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace CrowdMind.Server.Tests.Deploy;

/// <summary>
/// The hub as official clients reach it where WebSockets do not pass: negotiated, then by long polls or an event stream,
/// every message a request of its own. Each client has its own address of the loopback network.
/// </summary>
internal sealed class NegotiatedHub : IDisposable
{
    private const char Separator = '\u001e';
    private readonly HttpClient _http;
    private string _connection = "";

    private NegotiatedHub(Uri server, IPAddress from)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            // None is kept, so that nothing but the proxy's choice brings two requests to one instance.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = (context, stop) => ConnectAsync(from, context.DnsEndPoint.Port, stop),
        };
        _http = new HttpClient(handler) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(20) };
    }

    /// <summary>Negotiates.</summary>
    public static async Task<NegotiatedHub> NegotiateAsync(Uri server, IPAddress from)
    {
        var hub = new NegotiatedHub(server, from);
        using HttpResponseMessage answer = await hub._http.PostAsync("/hubs/experiments/negotiate?negotiateVersion=1", null);
        using JsonDocument body = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        hub._connection = $"/hubs/experiments?id={body.RootElement.GetProperty("connectionToken").GetString()}";
        return hub;
    }

    /// <summary>Shakes hands by long polling, and gives the server's answer to it.</summary>
    public async Task<string> ShakeHandsByPollingAsync()
    {
        // The first poll only opens the transport.
        Assert.Equal("", await PollAsync());
        Task<string> poll = PollAsync();
        await SendAsync("""{"protocol":"json","version":1}""");
        return await poll;
    }

    /// <summary>Shakes hands over an event stream, and gives its first line of data.</summary>
    public async Task<string> ShakeHandsByEventStreamAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _connection);
        request.Headers.Accept.ParseAdd("text/event-stream");
        using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
        await SendAsync("""{"protocol":"json","version":1}""");
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return line["data: ".Length..];
        }
        return "The stream ended.";
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> PollAsync()
    {
        using HttpResponseMessage answer = await _http.GetAsync(_connection);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private async Task SendAsync(string record)
    {
        using var body = new StringContent(record + Separator, Encoding.UTF8, "text/plain");
        using HttpResponseMessage answer = await _http.PostAsync(_connection, body);
        answer.EnsureSuccessStatusCode();
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress from, int port, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from.MapToIPv6(), 0));
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
