using System.Diagnostics;
using System.Globalization;
using CrowdMind.TestKit;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>
/// Connections by the thousand that say nothing, or only half a word. HOSTILE_CONNECTIONS raises their number,
/// as far as the limit on open files lets the test and the server go.
/// </summary>
public sealed class SilentConnections(HostileGround ground, ITestOutputHelper output) : HostileSpec(ground)
{
    private const int Default = 2_000, SpareFiles = 600;

    private const long BytesPerConnection = 32 * 1024, SpareBytes = 32L << 20;

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("half a request", "GET /health HTTP/1.1\r\nHost: a\r\nX-Half")]
    [InlineData("half a handshake", "GET /api/v1/ws/experiments/0 HTTP/1.1\r\nUpgrade: web")]
    [InlineData("a body that never comes", "POST /api/v1/reactions HTTP/1.1\r\nHost: a\r\n"
        + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{")]
    public async Task Thousands_that_say_next_to_nothing_slow_nobody_down(string what, string said)
    {
        var count = Count();
        var before = Ground.Server.ResidentBytes();
        var connections = new List<RawConnection>(count);
        try
        {
            for (var i = 0; i < count; i++)
            {
                connections.Add(await RawConnection.OpenAsync(Ground.Server.BaseUri));
                if (said.Length > 0)
                    await connections[^1].SendAsync(said);
            }
            await ServesQuicklyAsync();
            var held = Ground.Server.ResidentBytes() - before;
            output.WriteLine($"{count} connections that said {what} held {held / count} bytes each.");
            Assert.True(held < (count * BytesPerConnection) + SpareBytes, $"{held >> 20} MiB for {count} connections");
        }
        finally
        {
            foreach (var connection in connections)
                connection.Reset();
        }
        await ServesQuicklyAsync();
        await Eventually.TrueAsync(
            () => OpenFiles(Ground.Server.ProcessId) < SpareFiles,
            TimeSpan.FromSeconds(20), () => "the server let go of the connections");
    }

    [Fact]
    public async Task Memory_does_not_grow_from_wave_to_wave()
    {
        var peaks = new List<long>();
        for (var wave = 0; wave < 4; wave++)
        {
            var connections = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => RawWebSocketAsync()));
            peaks.Add(Ground.Server.ResidentBytes());
            foreach (var connection in connections)
                connection.Reset();
        }
        Assert.True(peaks[^1] - peaks[1] < 16 << 20, $"resident bytes: {string.Join(", ", peaks)}");
    }

    private async Task<RawConnection> RawWebSocketAsync() =>
        (await RawWebSocket.OpenAsync(Ground.Server.BaseUri, Ground.Target)).Connection;

    private async Task ServesQuicklyAsync()
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
            await Ground.StillServesAsync();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"twenty reactions took {clock.Elapsed}");
    }

    private int Count()
    {
        var wanted = int.Parse(
            Environment.GetEnvironmentVariable("HOSTILE_CONNECTIONS") ?? Default.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);
        var possible = Math.Min(FileLimit("self"), FileLimit($"{Ground.Server.ProcessId}")) - SpareFiles;
        if (possible < wanted)
            output.WriteLine($"{possible} connections, not {wanted}: the limit on open files allows no more.");
        return Math.Min(wanted, possible);
    }

    private static int FileLimit(string process)
    {
        var line = File.ReadLines($"/proc/{process}/limits").Single(
            one => one.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        return int.TryParse(soft, CultureInfo.InvariantCulture, out var limit) ? limit : int.MaxValue;
    }

    private static int OpenFiles(int process) => Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Count();
}
