using System.Text;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Bytes that are hardly HTTP: refused or hung up on, and nobody else notices.</summary>
public sealed class BadHttp(HostileGround ground) : HostileSpec(ground)
{
    public static TheoryData<string> Requests => new(
        "GARBAGE\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        "GET /health HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a b c\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nNo colon here\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n",
        "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%zz%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET health HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /api/v1/agents HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        "POST /api/v1/agents HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n",
        "POST /api/v1/agents HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        "POST /api/v1/agents HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: pigeon\r\n\r\n",
        "POST /api/v1/agents HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03");

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_that_is_none_is_refused_or_hung_up_on(string request)
    {
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await connection.SendAsync(Encoding.Latin1.GetBytes(request));
        connection.Finish();
        try
        {
            Assert.InRange((await connection.ReadAnswerAsync(withBody: false)).Status, 400, 505);
        }
        catch (IOException)
        {
            // Hung up on without a word.
        }
    }

    [Fact]
    public async Task A_line_a_header_or_a_count_of_headers_beyond_reason_is_refused()
    {
        var manyHeaders = string.Concat(Enumerable.Range(0, 500).Select(i => $"X-{i}: 1\r\n"));
        string[] requests =
        [
            $"GET /{new string('a', 100_000)} HTTP/1.1\r\nHost: a\r\n\r\n",
            $"GET /health HTTP/1.1\r\nHost: a\r\nX-Long: {new string('a', 100_000)}\r\n\r\n",
            $"GET /health HTTP/1.1\r\nHost: a\r\n{manyHeaders}\r\n",
        ];
        foreach (var request in requests)
        {
            await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
            if (!await connection.TrySendAsync(Encoding.ASCII.GetBytes(request)))
                continue;
            Assert.InRange((await connection.ReadAnswerAsync(withBody: false)).Status, 400, 505);
        }
    }

    [Fact]
    public async Task Smuggled_requests_are_not_served()
    {
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await connection.SendAsync(
            "POST /api/v1/agents HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 4\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nPOST /api/v1/agents HTTP/1.1\r\nHost: a\r\n"
            + "Content-Type: application/json\r\nContent-Length: 33\r\n\r\n{\"name\":\"smuggled\",\"type\":\"digital\"}");
        Assert.InRange((await connection.ReadAnswerAsync(withBody: false)).Status, 400, 505);
    }

    [Fact]
    public async Task Random_bytes_on_many_connections_harm_nobody()
    {
        foreach (var seed in Enumerable.Range(1, 100))
        {
            await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
            var bytes = new byte[500];
            new Random(seed).NextBytes(bytes);
            await connection.TrySendAsync(bytes);
            if (seed % 2 == 0)
                connection.Reset();
        }
    }
}
