using System.Globalization;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Requests that come byte by byte, or stop in the middle: each ends, with a word where HTTP has one.</summary>
public sealed class SlowRequests(SlowGround ground) : IClassFixture<SlowGround>
{
    private const string Json = "Content-Type: application/json\r\n";
    private const string Form = "Content-Type: multipart/form-data; boundary=x\r\n";

    private static readonly TimeSpan HeadsEnd = TimeSpan.FromSeconds(Limits.HeadersSeconds + 10);
    private static readonly TimeSpan BodiesEnd = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Heads_and_bodies_that_never_come_are_given_up()
    {
        var model = (await ground.Http.PostAsync("/models", """{"name":"m","version":"1"}""")).Expect(201).Json.Id();
        await Task.WhenAll(
            EndsAsync("GET /health HTTP/1.1\r\nX-Half: ", "", HeadsEnd),
            EndsAsync("GET /health HTTP/1.1\r\nX-Slow: ", "a", HeadsEnd),
            EndsAsync("G", "", HeadsEnd),
            EndsAsync($"POST /api/v1/agents HTTP/1.1\r\nHost: a\r\n{Json}Content-Length: 1000\r\n\r\n{{", "", BodiesEnd),
            EndsAsync($"POST /api/v1/agents HTTP/1.1\r\nHost: a\r\n{Json}Content-Length: 1000\r\n\r\n{{", " ", BodiesEnd),
            EndsAsync($"POST /api/v1/reactions HTTP/1.1\r\nHost: a\r\n{Json}Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n", BodiesEnd),
            EndsAsync($"POST /api/v1/models/{model}/upload HTTP/1.1\r\nHost: a\r\n{Form}Content-Length: 10000\r\n\r\n--x\r\n", "a", BodiesEnd));
        (await ground.Http.GetAsync("//health")).Expect(200);
    }

    [Fact]
    public async Task Whoever_is_quiet_for_long_is_asked_by_the_kernel_whether_it_is_still_there()
    {
        await using var connection = await RawConnection.OpenAsync(ground.Server.BaseUri);
        await connection.SendAsync("GET /health HTTP/1.1\r\nHost: a\r\n\r\n");
        (await connection.ReadAnswerAsync()).Expect(200);
        await Eventually.TrueAsync(() => KeepaliveTimers().Any(), TimeSpan.FromSeconds(10), () => "a timer of two minutes at the server's side");
        Assert.All(KeepaliveTimers(), left => Assert.InRange(left, 1, Limits.TcpQuietSeconds));
    }

    /// <summary>Drips until the server answers 408 or hangs up.</summary>
    private async Task EndsAsync(string start, string drip, TimeSpan within)
    {
        await using var connection = await RawConnection.OpenAsync(ground.Server.BaseUri);
        await connection.SendAsync(start);
        var ended = EndAsync(connection);
        await Eventually.TrueAsync(
            async () => ended.IsCompleted || !await connection.TrySendAsync(System.Text.Encoding.ASCII.GetBytes(drip)),
            within, () => $"the server gave up '{start}'");
        Assert.Contains(await ended, new[] { 0, 408 });
    }

    private static async Task<int> EndAsync(RawConnection connection)
    {
        try
        {
            return (await connection.ReadAnswerAsync(withBody: false, within: HeadsEnd)).Status;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>The seconds left of the timers (2: of an idle connection) of the server's connections, as proc(5) tells.</summary>
    private IEnumerable<int> KeepaliveTimers()
    {
        var port = $":{ground.Server.BaseUri.Port:X4}";
        const string Established = "01";
        return from line in File.ReadLines("/proc/net/tcp")
               let parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where parts[1].EndsWith(port, StringComparison.Ordinal) && parts[3] == Established && parts[5].StartsWith("02:", StringComparison.Ordinal)
               select int.Parse(parts[5][3..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 100;
    }
}

/// <summary>A server that hears of nothing else meanwhile.</summary>
public sealed class SlowGround : ServerGround;
