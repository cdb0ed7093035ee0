using System.Buffers.Binary;
using System.Text;

namespace CrowdMind.TestKit.Servers.Telemetry;

/// <summary>A message of Protocol Buffers, read without its schema: fields by their numbers.</summary>
public sealed class ProtoMessage
{
    private readonly List<(int Number, ReadOnlyMemory<byte> Bytes)> _fields = [];

    /// <summary>Reads a message.</summary>
    public ProtoMessage(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            ulong key = ReadVarint(ref bytes);
            int length = (key & 7) switch
            {
                0 => VarintLength(bytes.Span),
                1 => 8,
                2 => (int)ReadVarint(ref bytes),
                5 => 4,
                var other => throw new InvalidDataException($"There is no wire type {other}."),
            };
            _fields.Add(((int)(key >> 3), bytes[..length]));
            bytes = bytes[length..];
        }
    }

    /// <summary>The messages that a field holds.</summary>
    public IEnumerable<ProtoMessage> Messages(int number) => All(number).Select(bytes => new ProtoMessage(bytes));

    /// <summary>The message that a path of fields leads to, each the first of its number; empty when there is none.</summary>
    public ProtoMessage Message(int number) => new(All(number).FirstOrDefault());

    /// <summary>Whether the field is there.</summary>
    public bool Has(int number) => _fields.Exists(field => field.Number == number);

    /// <summary>The text of a field.</summary>
    public string Text(int number) => Encoding.UTF8.GetString(All(number).FirstOrDefault().Span);

    /// <summary>The bytes of a field, as hexadecimal digits.</summary>
    public string Hex(int number) => Convert.ToHexStringLower(All(number).FirstOrDefault().Span);

    /// <summary>The number of a field of 64 bits.</summary>
    public long Fixed64(int number) => Has(number) ? BinaryPrimitives.ReadInt64LittleEndian(All(number).First().Span) : 0;

    /// <summary>The number of a variable length, or 0.</summary>
    public ulong Varint(int number)
    {
        ReadOnlyMemory<byte> bytes = All(number).FirstOrDefault();
        return bytes.IsEmpty ? 0 : ReadVarint(ref bytes);
    }

    /// <summary>OpenTelemetry's attributes in a field: key to value.</summary>
    public IReadOnlyDictionary<string, string> Attributes(int number) =>
        Messages(number).ToDictionary(pair => pair.Text(1), pair => Value(pair.Message(2)));

    private static string Value(ProtoMessage any) => any.Has(1) ? any.Text(1) : any.Has(2) || any.Has(3)
        ? $"{any.Varint(any.Has(2) ? 2 : 3)}"
        : "";

    private IEnumerable<ReadOnlyMemory<byte>> All(int number) =>
        from field in _fields where field.Number == number select field.Bytes;

    private static int VarintLength(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyInRange<byte>(0, 127) + 1;

    private static ulong ReadVarint(ref ReadOnlyMemory<byte> bytes)
    {
        ulong value = 0;
        int length = VarintLength(bytes.Span);
        for (int i = 0; i < length; i++)
            value |= (ulong)(bytes.Span[i] & 127) << (7 * i);
        bytes = bytes[length..];
        return value;
    }
}
