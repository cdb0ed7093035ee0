using System.Net.Sockets;
using CrowdMind.Benchmarks.Load;
using CrowdMind.Benchmarks.Processes;

namespace CrowdMind.Benchmarks.Systems;

/// <summary>CrowdMind with live subscribers on one of its transports.</summary>
internal sealed class CrowdMindFanOut(CrowdMindServer server, bool overHub) : IFanOutSystem
{
    private const int SampleEvery = 100;

    public PinnedProcess Process => server.Process;

    public int Port => server.Port;

    public PostTemplate Post => server.Post;

    public Subscriber Subscribe(int n)
    {
        bool checksSeqs = n % SampleEvery == 0;
        if (!overHub)
            return Subscriber.OverWebSocket(WebSocketDoor.Open(Port, server.WebSocketPath), checksSeqs);

        Socket socket = SignalRDoor.Open(Port, CrowdMindServer.HubPath);
        SignalRDoor.Invoke(socket, "JoinExperiment", $"\"{server.Experiment}\"");
        return Subscriber.OverSignalR(socket, checksSeqs);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
