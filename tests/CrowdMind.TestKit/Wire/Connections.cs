using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace CrowdMind.TestKit.Wire;

/// <summary>HTTP connections straight to 127.0.0.1, each client with its own.</summary>
internal static class Connections
{
    public static HttpClient NewClient(FollowOptions? options = null)
    {
        var http = new HttpClient(NewHandler(options?.ReceiveBufferBytes)) { Timeout = Timeout.InfiniteTimeSpan };
        if (options?.Credential is { } credential)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        if (options?.Origin is { } origin)
            http.DefaultRequestHeaders.Add("Origin", origin);
        if (options?.From is { } from)
            http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        return http;
    }

    private static SocketsHttpHandler NewHandler(int? receiveBufferBytes) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                if (receiveBufferBytes is { } bytes)
                    socket.ReceiveBufferSize = bytes;
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
