using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Benchmarks.Peers;

/// <summary>The peer of the fan-outs: bare SignalR that sends what is posted to a group and stores nothing.</summary>
internal static class SignalRPeer
{
    public static async Task RunAsync(int port, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();

        await using WebApplication app = builder.Build();
        app.MapHub<PeerHub>("/hub");
        app.MapGet("/ready", () => Results.Ok());
        app.MapPost("/publish/{group}", async (string group, JsonElement posted, IHubContext<PeerHub> hub) =>
        {
            await hub.Clients.Group(group).SendAsync("ReceiveEvent", posted);
            return Results.Ok();
        });
        await app.RunAsync(cancellation);
    }
}
