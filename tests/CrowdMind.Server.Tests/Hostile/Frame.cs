using System.Buffers.Binary;
using System.Text;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>One WebSocket frame as RFC 6455 lays it out, with every bit free to be wrong.</summary>
/// <param name="Opcode">What kind of frame: 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong.</param>
/// <param name="Payload">What it carries, unmasked.</param>
/// <param name="Final">Whether it ends its message.</param>
/// <param name="Reserved">The three reserved bits, 0 to 7.</param>
/// <param name="Masked">Clients must mask, servers must not.</param>
/// <param name="Announced">The length in the header, when that is not the payload's.</param>
public sealed record Frame(
    int Opcode, byte[] Payload, bool Final = true, int Reserved = 0, bool Masked = true, long? Announced = null)
{
    public const int Continuation = 0, TextOpcode = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10;

    private static readonly byte[] Mask = [0x37, 0xfa, 0x21, 0x3d];

    public static Frame Text(string text) => new(TextOpcode, Encoding.UTF8.GetBytes(text));

    public static Frame Closing(int code, string reason = "")
    {
        var payload = new byte[2 + Encoding.UTF8.GetByteCount(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        return new Frame(Close, payload);
    }

    public string PayloadText => Encoding.UTF8.GetString(Payload);

    /// <summary>The code of a close frame; 1005 when it carries none.</summary>
    public int CloseCode => Payload.Length < 2 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(Payload);

    public byte[] ToBytes()
    {
        var bytes = new MemoryStream();
        bytes.WriteByte((byte)((Final ? 0x80 : 0) | (Reserved << 4) | Opcode));
        WriteLength(bytes, Announced ?? Payload.Length);
        if (Masked)
            bytes.Write(Mask);
        for (var i = 0; i < Payload.Length; i++)
            bytes.WriteByte((byte)(Masked ? Payload[i] ^ Mask[i % 4] : Payload[i]));
        return bytes.ToArray();
    }

    private void WriteLength(MemoryStream bytes, long length)
    {
        var maskBit = Masked ? 0x80 : 0;
        if (length < 126)
        {
            bytes.WriteByte((byte)(maskBit | (int)length));
            return;
        }
        var wide = length > ushort.MaxValue;
        bytes.WriteByte((byte)(maskBit | (wide ? 127 : 126)));
        var field = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(field, length);
        bytes.Write(field.AsSpan(wide ? 0 : 6));
    }
}
