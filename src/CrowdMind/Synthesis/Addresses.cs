using System.Buffers.Text;
using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>Addresses and ids of machines.</summary>
internal static class Addresses
{
    /// <summary>The maker of a provider's values.</summary>
    public static Fake Of(FakerProvider provider) => provider switch
    {
        FakerProvider.Ipv4 => PutIpv4,
        FakerProvider.Ipv6 => PutIpv6,
        FakerProvider.Mac => PutMac,
        FakerProvider.Uuid => PutUuid,
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "No maker for this provider."),
    };

    private static void PutIpv4(ref Draws draws, RowBuffer output)
    {
        var bits = draws.UInt32();
        output.Put(1 + ((bits >> 24) % 223));
        for (var shift = 16; shift >= 0; shift -= 8)
        {
            output.Put((byte)'.');
            output.Put((bits >> shift) & 0xFF);
        }
    }

    // RFC 3849's range for documentation.
    private static void PutIpv6(ref Draws draws, RowBuffer output)
    {
        output.Put("2001:db8"u8);
        for (var group = 0; group < 6; group++)
        {
            output.Put((byte)':');
            PutHex(output, draws.UInt32() & 0xFFFF, 'x', 0);
        }
    }

    // Locally administered, not a group's: the second bit of the first byte set, the first clear.
    private static void PutMac(ref Draws draws, RowBuffer output)
    {
        var bits = draws.UInt64();
        for (var shift = 40; shift >= 0; shift -= 8)
        {
            var octet = (uint)(bits >> shift) & 0xFF;
            if (shift == 40)
                octet = (octet & 0xFC) | 2;
            else
                output.Put((byte)':');
            PutHex(output, octet, 'x', 2);
        }
    }

    private static void PutUuid(ref Draws draws, RowBuffer output) => output.Put(Uuids.Random(ref draws));

    private static void PutHex(RowBuffer output, uint value, char format, byte digits)
    {
        Utf8Formatter.TryFormat(value, output.Room(8), out var written, new System.Buffers.StandardFormat(format, digits));
        output.Advance(written);
    }
}
