using CrowdMind.Server.Access;
using CrowdMind.Server.Admission;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Connections.Features;

namespace CrowdMind.Server.Api;

/// <summary>
/// Turns away whoever has as much as it may have, before any work is done for the request. To stand behind access: it counts
/// by caller.
/// </summary>
/// <param name="connections">The live connections there are.</param>
internal sealed class AdmissionMiddleware(LiveConnections connections)
{
    private readonly Occupancy _uploads = new(Limits.UploadsPerCaller, Limits.UploadsAtOnce);
    private readonly Occupancy _exports = new(Limits.ExportsPerCaller, Limits.ExportsAtOnce);

    /// <summary>Handles a request.</summary>
    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<ConnectsAttribute>() is not null && HttpMethods.IsGet(context.Request.Method))
            return ConnectAsync(context, next);
        return metadata?.GetMetadata<OccupiesAttribute>() is { Occupation: var occupation }
            ? TransferAsync(context, occupation == Occupation.Upload ? _uploads : _exports, next)
            : next(context);
    }

    private async Task ConnectAsync(HttpContext context, RequestDelegate next)
    {
        var vacancy = connections.TryEnter(CallerPrincipal.Of(context.User), ClientNetwork.Of(context), out var connection);
        if (connection is null)
        {
            await Problem.From(vacancy, connections).ExecuteAsync(context);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            // A socket outlives its request, and ends with its connection.
            if (context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols
                && context.Features.Get<IConnectionLifetimeFeature>() is { ConnectionClosed: var closed })
                closed.UnsafeRegister(static place => ((IDisposable)place!).Dispose(), connection);
            else
                connection.Dispose();
        }
    }

    private static async Task TransferAsync(HttpContext context, Occupancy transfers, RequestDelegate next)
    {
        var party = Party.Of(CallerPrincipal.Of(context.User), ClientNetwork.Of(context));
        var vacancy = transfers.TryEnter(party, out var place);
        using (place)
        {
            await (vacancy switch
            {
                Vacancy.Free => next(context),
                Vacancy.NoneForParty => Problem.TooManyTransfers(transfers.PerParty).ExecuteAsync(context),
                _ => Problem.TransfersFull(transfers.Total).ExecuteAsync(context),
            });
        }
    }
}
