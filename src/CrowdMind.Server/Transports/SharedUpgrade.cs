using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace CrowdMind.Server.Transports;

/// <summary>
/// Upgrades a connection to an <see cref="UpgradedStream"/>, for WebSockets that stay the framework's: the hub's.
/// </summary>
/// <param name="context">The request.</param>
/// <param name="upgrade">The server's own way to upgrade.</param>
internal sealed class SharedUpgrade(HttpContext context, IHttpUpgradeFeature upgrade) : IHttpUpgradeFeature
{
    /// <summary>Middleware that puts this upgrade under the framework's handshake.</summary>
    public static Task ShareAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
            context.Features.Set<IHttpUpgradeFeature>(new SharedUpgrade(context, upgrade));
        return next(context);
    }

    /// <inheritdoc/>
    public bool IsUpgradableRequest => upgrade.IsUpgradableRequest;

    /// <summary>The stream, once the connection is upgraded.</summary>
    public UpgradedStream? Stream { get; private set; }

    /// <inheritdoc/>
    public async Task<Stream> UpgradeAsync()
    {
        var stream = await upgrade.UpgradeAsync();

        // After the upgrade HTTP reads and writes nothing more, so the transport below it is ours, without the layers
        // between; elsewhere the stream has to do.
        var transport = context.Features.Get<IConnectionTransportFeature>()?.Transport;
        var output = new SharedOutput(transport?.Output ?? PipeWriter.Create(stream), context.Features.Get<SocketOutput>());
        return Stream = new UpgradedStream(stream, transport?.Input ?? PipeReader.Create(stream), output);
    }
}
