using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace CrowdMind.Benchmarks.Load;

/// <summary>Walks the headers of WebSocket frames as a server sends them (unmasked) and answers its pings.</summary>
internal sealed class WebSocketFraming(Socket socket) : IFraming
{
    private const int Close = 8;
    private const int Ping = 9;
    private const int MaxControlPayload = 125;

    private readonly byte[] _header = new byte[10];
    private readonly byte[] _control = new byte[MaxControlPayload];
    private int _headerLength;
    private int _controlLength;
    private bool _insideFrame;
    private long _left;

    private bool IsFinal => (_header[0] & 0x80) != 0;

    private int Opcode => _header[0] & 0x0F;

    private bool IsControl => Opcode >= Close;

    public bool Unwrap(ReadOnlySpan<byte> bytes, Witness witness)
    {
        while (_insideFrame || TryReadHeader(ref bytes))
        {
            int length = (int)Math.Min(_left, bytes.Length);
            if (IsControl)
                KeepControl(bytes[..length]);
            else
                witness.Read(bytes[..length]);
            bytes = bytes[length..];
            _left -= length;
            _insideFrame = _left > 0;
            if (_insideFrame)
                break;

            _headerLength = 0;
            if (Opcode == Close)
            {
                witness.Ending = ReadEnding(_control.AsSpan(0, _controlLength));
                return false;
            }

            if (Opcode == Ping)
                WebSocketDoor.SendPong(socket, _control.AsSpan(0, _controlLength));
            else if (IsFinal && !IsControl)
                witness.EndMessage();
            _controlLength = 0;
        }

        return true;
    }

    private static string ReadEnding(ReadOnlySpan<byte> close) => close.Length < 2
        ? "a close without a code"
        : $"{BinaryPrimitives.ReadUInt16BigEndian(close)} {Encoding.UTF8.GetString(close[2..])}";

    private bool TryReadHeader(ref ReadOnlySpan<byte> bytes)
    {
        while (_headerLength < 2 || _headerLength < HeaderLength())
        {
            if (bytes.IsEmpty)
                return false;
            _header[_headerLength++] = bytes[0];
            bytes = bytes[1..];
        }

        _left = _header[1] switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
            127 => BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(2)),
            byte length => length,
        };
        return true;
    }

    private int HeaderLength() => _header[1] switch { 126 => 4, 127 => 10, _ => 2 };

    private void KeepControl(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_control.AsSpan(_controlLength));
        _controlLength += bytes.Length;
    }
}
