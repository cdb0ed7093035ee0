using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace CrowdMind.Server.Hosting;

/// <summary>
/// The connections that the kernel has made for a listening socket and the server has not taken yet. Linux tells and changes
/// what is asked for here; on other systems the queue counts as empty.
/// </summary>
internal static class AcceptQueue
{
    // Linux: SOL_SOCKET and SO_ATTACH_FILTER (asm-generic/socket.h); IPPROTO_TCP, TCP_INFO, and where struct tcp_info keeps
    // tcpi_unacked, which for a listening socket is the length of its queue (linux/tcp.h).
    private const int SocketLevel = 1;
    private const int AttachFilter = 26;
    private const int Tcp = 6;
    private const int TcpStatus = 11;
    private const int QueueOffset = 24;

    // Classic BPF (linux/filter.h; code, jump if true, jump if false, operand): drops segments with SYN, which begin a
    // handshake, and lets the others through, which end one.
    private static readonly ulong[] WithoutSyn = Pinned(
        Instruction(code: 0x30, operand: 13),            // the byte of the TCP header with the flags
        Instruction(code: 0x45, operand: 0x02, no: 1),   // is SYN among them?
        Instruction(code: 0x06, operand: 0),             // then nothing of it is kept
        Instruction(code: 0x06, operand: uint.MaxValue)); // otherwise all

    /// <summary>Lets no more connections begin there. Who tries hears nothing, and tries again a second later.</summary>
    public static void Seal(Socket listening)
    {
        if (!OperatingSystem.IsLinux())
            return;

        // struct sock_fprog: how many instructions, and where they are.
        Span<byte> program = stackalloc byte[2 * nint.Size];
        program.Clear();
        MemoryMarshal.Write(program, (ushort)WithoutSyn.Length);
        MemoryMarshal.Write(program[nint.Size..], Marshal.UnsafeAddrOfPinnedArrayElement(WithoutSyn, 0));
        try
        {
            listening.SetRawSocketOption(SocketLevel, AttachFilter, program);
        }
        catch (SocketException)
        {
            // A sandbox may forbid it; then a connection that begins at the very end is reset.
        }
    }

    /// <summary>How many connections wait there; 0 where that is not told.</summary>
    public static int Length(Socket listening)
    {
        Span<byte> status = stackalloc byte[QueueOffset + sizeof(int)];
        try
        {
            return OperatingSystem.IsLinux() && listening.GetRawSocketOption(Tcp, TcpStatus, status) == status.Length
                ? BitConverter.ToInt32(status[QueueOffset..])
                : 0;
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private static ulong Instruction(ushort code, uint operand, byte no = 0) => code | ((ulong)no << 24) | ((ulong)operand << 32);

    private static ulong[] Pinned(params ReadOnlySpan<ulong> instructions)
    {
        var pinned = GC.AllocateArray<ulong>(instructions.Length, pinned: true);
        instructions.CopyTo(pinned);
        return pinned;
    }
}
