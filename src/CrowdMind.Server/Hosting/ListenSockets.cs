using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace CrowdMind.Server.Hosting;

/// <summary>The sockets that the server listens on; what is accepted takes its options from them.</summary>
/// <param name="time">The clock.</param>
internal sealed class ListenSockets(TimeProvider time)
{
    private readonly ConcurrentBag<Socket> _bound = [];

    /// <summary>A socket that is bound, and whose connections are asked now and then whether they are still there.</summary>
    public Socket Bind(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Limits.TcpQuietSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Limits.TcpAskAgainSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Limits.TcpQuestions);
        _bound.Add(socket);
        return socket;
    }

    /// <summary>
    /// Has the kernel begin no more connections, and waits until the server has taken those that were begun: closing a socket
    /// resets whatever waits there, with the requests that came over it already.
    /// </summary>
    public async Task EmptyAsync()
    {
        foreach (var socket in _bound)
            AcceptQueue.Seal(socket);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(Limits.AcceptTickMilliseconds), time);
        var began = time.GetTimestamp();
        while (await ticks.WaitForNextTickAsync() && _bound.Any(socket => AcceptQueue.Length(socket) > 0))
        {
            if (time.GetElapsedTime(began).TotalMilliseconds > Limits.AcceptMilliseconds)
                return;
        }
    }
}
