using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace CrowdMind.Benchmarks.Load;

/// <summary>
/// Linux's epoll over many sockets, for one thread: a ready socket costs one system call to read and nothing else.
/// </summary>
internal sealed partial class Poller : IDisposable
{
    private const int Add = 1;
    private const int Remove = 2;
    private const int Readable = 1;
    private const int Interrupted = 4;

    // struct epoll_event { uint32 events; uint64 data; } is packed on x64 only.
    private static readonly int s_eventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int s_tokenOffset = s_eventSize - sizeof(ulong);

    private readonly int _epoll = Create(0);
    private readonly byte[] _events;

    public Poller(int capacity) => _events = new byte[capacity * s_eventSize];

    /// <summary>Watches a socket; its token is what <see cref="Ready"/> gives back.</summary>
    public void Watch(Socket socket, int token)
    {
        byte[] interest = new byte[s_eventSize];
        MemoryMarshal.Write(interest.AsSpan(), Readable);
        MemoryMarshal.Write(interest.AsSpan(s_tokenOffset), token);
        if (Control(_epoll, Add, (int)socket.Handle, interest) != 0)
            throw new IOException($"epoll_ctl failed with {Marshal.GetLastPInvokeError()}");
    }

    public void Unwatch(Socket socket) => _ = Control(_epoll, Remove, (int)socket.Handle, new byte[s_eventSize]);

    /// <summary>How many sockets are readable, after waiting for one at most so many milliseconds.</summary>
    public int Wait(int milliseconds)
    {
        int ready = Wait(_epoll, _events, _events.Length / s_eventSize, milliseconds);
        if (ready < 0 && Marshal.GetLastPInvokeError() != Interrupted)
            throw new IOException($"epoll_wait failed with {Marshal.GetLastPInvokeError()}");
        return Math.Max(ready, 0);
    }

    public int Ready(int index) => MemoryMarshal.Read<int>(_events.AsSpan(index * s_eventSize + s_tokenOffset));

    public void Dispose() => _ = Close(_epoll);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int epoll, int operation, int socket, byte[] interest);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int Wait(int epoll, byte[] events, int capacity, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
