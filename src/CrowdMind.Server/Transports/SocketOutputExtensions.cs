using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CrowdMind.Server.Transports;

/// <summary>Puts <see cref="SocketOutput"/> under the connections of an endpoint.</summary>
internal static class SocketOutputExtensions
{
    /// <summary>Lets connections of this endpoint write to their sockets directly. To be called before TLS is added.</summary>
    public static void UseSocketOutput(this ListenOptions endpoint) => endpoint.Use(next => connection =>
    {
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            var output = new SocketOutput(socket);
            connection.Transport = new Duplex(connection.Transport.Input, output);
            connection.Features.Set(output);
        }

        return next(connection);
    });

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
