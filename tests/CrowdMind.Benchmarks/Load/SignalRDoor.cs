using System.Net.Sockets;

namespace CrowdMind.Benchmarks.Load;

/// <summary>The blocking first words of a SignalR connection over a WebSocket without negotiation.</summary>
internal static class SignalRDoor
{
    private const string End = "\u001e";

    private static readonly byte[] s_ping = WebSocketDoor.TextFrame("{\"type\":6}" + End);

    public static Socket Open(int port, string path)
    {
        Socket socket = WebSocketDoor.Open(port, path);
        WebSocketDoor.SendText(socket, "{\"protocol\":\"json\",\"version\":1}" + End);
        string answer = WebSocketDoor.ReadText(socket);
        return answer == "{}" + End ? socket : throw new IOException($"the handshake was answered {answer}");
    }

    /// <summary>Calls a hub method and waits for its completion.</summary>
    public static void Invoke(Socket socket, string target, string arguments)
    {
        Send(socket, 1, target, arguments);
        string answer;
        do
            answer = WebSocketDoor.ReadText(socket);
        while (!answer.Contains("\"type\":3"));
        if (answer.Contains("\"error\""))
            throw new IOException($"{target} was answered {answer}");
    }

    /// <summary>Asks for a hub method's stream, whose items follow.</summary>
    public static void Stream(Socket socket, string target, string arguments) => Send(socket, 4, target, arguments);

    /// <summary>Says, as an official client does every 15 s, that this side is not dead.</summary>
    public static void Ping(Socket socket) => socket.Send(s_ping, SocketFlags.None, out _);

    private static void Send(Socket socket, int type, string target, string arguments) => WebSocketDoor.SendText(
        socket, $$"""{"type":{{type}},"invocationId":"1","target":"{{target}}","arguments":[{{arguments}}]}""" + End);
}
