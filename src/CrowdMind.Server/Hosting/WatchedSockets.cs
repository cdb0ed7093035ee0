using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace CrowdMind.Server.Hosting;

/// <summary>Listens so that the kernel notices peers that went without a word; what is accepted takes this from the listener.</summary>
internal static class WatchedSockets
{
    /// <summary>A socket that is bound, and whose connections are asked now and then whether they are still there.</summary>
    public static Socket Listen(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Limits.TcpQuietSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Limits.TcpAskAgainSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Limits.TcpQuestions);
        return socket;
    }
}
