using System.Buffers.Text;

namespace CrowdMind.Benchmarks.Load;

/// <summary>A send time as it stands in an event: a timestamp of this machine's clock, always as many digits.</summary>
internal static class Stamp
{
    public const string Blank = "1000000000000000000";

    private const long Origin = 1_000_000_000_000_000_000;

    public static void Write(Span<byte> digits, long timestamp) =>
        Utf8Formatter.TryFormat(Origin + timestamp, digits, out _);

    public static long ToTimestamp(long number) => number - Origin;
}
