using System.Buffers.Binary;
using System.Net;

namespace CrowdMind.Server.Admission;

/// <summary>
/// Where a client is, as far as it can be told apart from others: an IPv4 address, or an IPv6 network of 64 bits, of which
/// whoever has one address has all.
/// </summary>
/// <param name="Bits">The address as IPv6, without the half that its owner chooses.</param>
internal readonly record struct ClientNetwork(UInt128 Bits)
{
    private const int AddressBytes = 16;

    /// <summary>Where a request comes from.</summary>
    public static ClientNetwork Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    /// <summary>Where an address is; all that are not known are in one place.</summary>
    public static ClientNetwork Of(IPAddress? address)
    {
        if (address is null)
            return default;
        Span<byte> bytes = stackalloc byte[AddressBytes];
        if (address is { IsIPv4MappedToIPv6: false, AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 })
        {
            address.TryWriteBytes(bytes, out _);
            bytes[(AddressBytes / 2)..].Clear();
        }
        else
        {
            address.MapToIPv6().TryWriteBytes(bytes, out _);
        }

        return new ClientNetwork(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }
}
