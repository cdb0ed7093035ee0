namespace CrowdMind.Benchmarks.Systems;

/// <summary>The systems that a fan-out compares.</summary>
internal static class Contenders
{
    public const string Peer = "bare SignalR";
    public const string WebSocket = "CrowdMind, WebSocket";
    public const string Hub = "CrowdMind, hub";

    public static readonly string[] FanOut = [Peer, WebSocket, Hub];

    public static async Task<IFanOutSystem> StartAsync(
        string name, BenchmarkOptions options, CancellationToken cancellation) => name switch
        {
            Peer => await SignalRSystem.StartAsync(cancellation),
            WebSocket => new CrowdMindFanOut(await CrowdMindServer.StartAsync(options, cancellation), overHub: false),
            _ => new CrowdMindFanOut(await CrowdMindServer.StartAsync(options, cancellation), overHub: true),
        };
}
