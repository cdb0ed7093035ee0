using System.Buffers;
using System.Text;
using CrowdMind.Server.Tests.Hostile;
using CrowdMind.Server.Transports.WebSockets;
using static CrowdMind.Server.Tests.Hostile.Frame;

namespace CrowdMind.Server.Tests.Transports;

/// <summary>A client's bytes, cut anywhere, come to the same frames.</summary>
public sealed class FrameReaderTests
{
    private const int MessageLimit = 100_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(MessageLimit)]
    public void A_message_of_any_length_is_read(int length)
    {
        var text = new string('x', length);
        var frames = ReadAll(Pieces(Text(text).ToBytes(), 4096));
        Assert.Equal(text, Encoding.UTF8.GetString(Assert.IsType<ClientFrame.Text>(Assert.Single(frames)).Utf8));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Fragments_with_control_frames_between_them_are_one_message_wherever_the_bytes_are_cut(int piece)
    {
        Frame[] sent =
        [
            new(TextOpcode, "žluť"u8.ToArray()[..1], Final: false), new(Ping, [1, 2, 3]), new(Continuation, [], Final: false),
            new(Continuation, "žluť"u8.ToArray()[1..], Final: false), new(Pong, []), new(Continuation, " 🦊"u8.ToArray()),
            new(Binary, [255]), Text("next"), Closing(4321, "done"),
        ];
        var frames = ReadAll(Pieces([.. sent.SelectMany(frame => frame.ToBytes())], piece))
            .Where(frame => frame != ClientFrame.Nothing).ToArray();
        Assert.Equal([1, 2, 3], Assert.IsType<ClientFrame.Ping>(frames[0]).Payload);
        Assert.Equal("žluť 🦊", Encoding.UTF8.GetString(Assert.IsType<ClientFrame.Text>(frames[1]).Utf8));
        Assert.Equal("next", Encoding.UTF8.GetString(Assert.IsType<ClientFrame.Text>(frames[2]).Utf8));
        Assert.Equal(4321, Assert.IsType<ClientFrame.Close>(frames[3]).Code);
        Assert.Equal(4, frames.Length);
    }

    [Fact]
    public void What_is_announced_beyond_the_limit_is_refused_at_the_header()
    {
        var header = new Frame(TextOpcode, [], Announced: MessageLimit + 1).ToBytes();
        Assert.Equal(1009, ViolationOf(header));
    }

    [Fact]
    public void Fragments_count_together_against_the_limit_whatever_their_kind()
    {
        foreach (var kind in new[] { TextOpcode, Binary })
        {
            var half = new byte[MessageLimit / 2];
            byte[] bytes =
            [
                .. new Frame(kind, half, Final: false).ToBytes(), .. new Frame(Continuation, half, Final: false).ToBytes(),
                .. new Frame(Continuation, [], Announced: 1).ToBytes(),
            ];
            Assert.Equal(1009, ViolationOf(bytes));
        }
    }

    [Fact]
    public void After_a_violation_all_that_comes_is_passed_over()
    {
        var reader = new FrameReader(MessageLimit);
        var bytes = new ReadOnlySequence<byte>(
            [.. new Frame(TextOpcode, [1], Masked: false).ToBytes(), .. Text("""{"type":"ping"}""").ToBytes()]);
        Assert.IsType<ClientFrame.Violation>(reader.Read(ref bytes));
        Assert.True(bytes.IsEmpty);
        bytes = new ReadOnlySequence<byte>(Text("""{"type":"ping"}""").ToBytes());
        Assert.Null(reader.Read(ref bytes));
        Assert.True(bytes.IsEmpty);
    }

    [Fact]
    public void A_mask_is_taken_off_whatever_the_length()
    {
        byte[] mask = [0x12, 0x34, 0x56, 0x78];
        for (var length = 0; length < 300; length++)
        {
            var plain = Enumerable.Range(0, length).Select(i => (byte)(i * 31)).ToArray();
            var bytes = plain.Select((one, i) => (byte)(one ^ mask[i % 4])).ToArray();
            Masking.Apply(bytes, BitConverter.ToUInt32(mask));
            Assert.Equal(plain, bytes);
        }
    }

    private static int ViolationOf(byte[] bytes) =>
        Assert.IsType<ClientFrame.Violation>(ReadAll([bytes])[^1]).Code;

    /// <summary>Reads as a connection would: each time what is unread and one piece more.</summary>
    private static List<ClientFrame> ReadAll(IEnumerable<byte[]> pieces)
    {
        var reader = new FrameReader(MessageLimit);
        var unread = new List<byte[]>();
        var frames = new List<ClientFrame>();
        foreach (var piece in pieces)
        {
            unread.Add(piece);
            var bytes = Piece.Join(unread);
            while (reader.Read(ref bytes) is { } frame)
                frames.Add(frame);
            unread = [bytes.ToArray()];
        }

        return frames;
    }

    private static IEnumerable<byte[]> Pieces(byte[] bytes, int length) => bytes.Chunk(length);

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Join(List<byte[]> pieces)
        {
            var first = new Piece { Memory = pieces[0] };
            var last = first;
            foreach (var next in pieces.Skip(1))
            {
                var added = new Piece { Memory = next, RunningIndex = last.RunningIndex + last.Memory.Length };
                last.Next = added;
                last = added;
            }

            return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
        }
    }
}
