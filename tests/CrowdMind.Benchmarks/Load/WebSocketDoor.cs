using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace CrowdMind.Benchmarks.Load;

/// <summary>The blocking first words of a WebSocket: the upgrade, then whole messages up and down.</summary>
internal static class WebSocketDoor
{
    private const byte FinalText = 0x81;
    private const byte FinalPong = 0x8A;
    private const byte Masked = 0x80;
    private const int MaskLength = 4;

    public static Socket Open(int port, string path) => HttpDoor.Get(
        port,
        path,
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: Y3Jvd2RtaW5kLWJlbmNoIQ==\r\n",
        expected: " 101 ");

    public static void SendText(Socket socket, string text) => socket.Send(TextFrame(text));

    public static byte[] TextFrame(string text) => Frame(FinalText, Encoding.UTF8.GetBytes(text));

    /// <summary>Answers a ping, if the connection still takes it.</summary>
    public static void SendPong(Socket socket, ReadOnlySpan<byte> payload) =>
        socket.Send(Frame(FinalPong, payload), SocketFlags.None, out _);

    /// <summary>Reads one unfragmented message.</summary>
    public static string ReadText(Socket socket)
    {
        byte[] header = ReadExactly(socket, 2);
        int length = header[1] switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(ReadExactly(socket, 2)),
            127 => throw new IOException("a first message of 64 KiB was not expected"),
            byte small => small,
        };
        string text = Encoding.UTF8.GetString(ReadExactly(socket, length));
        return header[0] == FinalText
            ? text
            : throw new IOException($"frame {header[0]:x2} came instead of a text: {text}");
    }

    /// <summary>A frame as a client sends it; a mask of zeros leaves the payload as it is.</summary>
    private static byte[] Frame(byte kind, ReadOnlySpan<byte> payload)
    {
        bool isSmall = payload.Length < 126;
        int headerLength = (isSmall ? 2 : 4) + MaskLength;
        byte[] frame = new byte[headerLength + payload.Length];
        frame[0] = kind;
        frame[1] = (byte)(Masked | (isSmall ? payload.Length : 126));
        if (!isSmall)
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), checked((ushort)payload.Length));
        payload.CopyTo(frame.AsSpan(headerLength));
        return frame;
    }

    private static byte[] ReadExactly(Socket socket, int length)
    {
        byte[] bytes = new byte[length];
        for (int read = 0; read < length;)
        {
            int more = socket.Receive(bytes, read, length - read, SocketFlags.None);
            read += more > 0 ? more : throw new IOException("the connection ended in the middle of a message");
        }

        return bytes;
    }
}
