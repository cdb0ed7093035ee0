using CrowdMind.Benchmarks.Load;
using CrowdMind.Benchmarks.Processes;

namespace CrowdMind.Benchmarks.Systems;

/// <summary>The peer, in a process of its own.</summary>
internal sealed class SignalRSystem : IFanOutSystem
{
    private const string Group = "019b0000-0000-7000-8000-000000000001";

    private const string Time = "2026-01-01T00:00:00.000000Z";

    // Sent on without the line ends, it is as many bytes as CrowdMind sends for the same payload.
    private const string Event =
        $$"""
        {"type":"reaction_created","seq":100000,
        "data":{"id":"019b0000-0000-7000-8000-000000000002","experiment_id":"{{Group}}",
        "agent_id":"019b0000-0000-7000-8000-000000000003","payload":{{Reaction.Payload}},"created_at":"{{Time}}"},
        "ts":"{{Time}}"}
        """;

    private SignalRSystem(int port)
    {
        Port = port;
        Process = PinnedProcess.Start(PinnedProcess.ThisProgram, ["peer", port.ToString()]);
    }

    public PinnedProcess Process { get; }

    public int Port { get; }

    public PostTemplate Post { get; } = new($"/publish/{Group}", Event);

    public static async Task<SignalRSystem> StartAsync(CancellationToken cancellation)
    {
        SignalRSystem system = new(PinnedProcess.FreePort());
        try
        {
            await system.Process.WaitUntilReadyAsync(new Uri($"http://127.0.0.1:{system.Port}/ready"), cancellation);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    public Subscriber Subscribe(int n)
    {
        var socket = SignalRDoor.Open(Port, "/hub");
        SignalRDoor.Invoke(socket, "Join", $"\"{Group}\"");
        return Subscriber.OverSignalR(socket, checksSeqs: false);
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
