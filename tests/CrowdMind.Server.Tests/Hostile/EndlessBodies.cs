using System.Text;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Bodies far over every limit: refused early, and never held.</summary>
public sealed class EndlessBodies(HostileGround ground) : HostileSpec(ground)
{
    private const int MostBytes = 64 << 20;

    private const long MostGrowth = 48L << 20;

    [Theory]
    [InlineData("/reactions", "application/json")]
    [InlineData("/agents", "application/json")]
    [InlineData("/experiments", "application/json")]
    public async Task A_huge_announced_body_is_refused_before_it_comes(string path, string mediaType)
    {
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await connection.SendAsync(Head(path, mediaType) + "Content-Length: 10000000000\r\n\r\n{\"name\":\"");
        (await connection.ReadAnswerAsync()).ExpectProblem(413);
    }

    [Theory]
    [InlineData("/reactions", "application/json", "{\"payload\":")]
    [InlineData("/agents", "application/json", "{\"name\":")]
    [InlineData("/experiments/{target}/reactions", "application/x-ndjson", "{\"payload\":")]
    public async Task Bodies_that_are_cut_off_do_not_fill_the_servers_log(string path, string mediaType, string start)
    {
        var chance = new Random(1);
        for (var times = 0; times < 100; times++)
        {
            await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
            await connection.SendAsync($"{Head(Fill(path), mediaType)}Content-Length: 100\r\n\r\n{start}");
            await Eventually.RandomMomentAsync(chance, atMostMilliseconds: 4);
            connection.Finish();
            await connection.ReadToEndAsync();
        }

        await Ground.StillServesAsync();
        Assert.DoesNotContain("abnormally", Ground.Server.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/reactions", "application/json", "{\"x\":\"")]
    [InlineData("/reactions", "application/json", "")]
    [InlineData("/agents", "application/json", "{\"name\":\"")]
    [InlineData("/experiments", "application/json", "{\"name\":\"")]
    [InlineData("/experiments/{target}/reactions", "application/json", "{\"reactions\":[{\"payload\":{\"x\":\"")]
    [InlineData("/experiments/{target}/reactions", "application/x-ndjson", "{\"payload\":{\"x\":\"")]
    [InlineData("/experiments/{target}/reactions", "application/x-ndjson", "")]
    public async Task An_endless_chunked_body_is_refused_and_memory_stays_flat(
        string path, string mediaType, string start)
    {
        var before = Ground.Server.ResidentBytes();
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await connection.SendAsync(Head(Fill(path), mediaType) + "Transfer-Encoding: chunked\r\n\r\n");
        if (start.Length > 0)
            await connection.SendAsync(Chunk(start));
        var answering = connection.ReadAnswerAsync();
        var sent = await SendUntilAnsweredAsync(connection, Chunk(new string('x', 64 * 1024)), answering);
        var answer = await answering;
        // Without a beginning it is no JSON at all, and may be refused for that.
        Assert.True(answer.Status == 413 || (start.Length == 0 && answer.Status == 400), $"it was {answer.Status}");
        answer.ExpectProblem(answer.Status);
        Assert.True(sent < MostBytes, $"{sent >> 20} MiB went in before the answer");
        var growth = Ground.Server.ResidentBytes() - before;
        Assert.True(growth < MostGrowth, $"the server grew by {growth >> 20} MiB");
    }

    [Fact]
    public async Task A_line_that_is_refused_is_answered_while_the_upload_is_still_open()
    {
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await connection.SendAsync(
            Head(Fill("/experiments/{target}/reactions"), "application/x-ndjson") + "Transfer-Encoding: chunked\r\n\r\n");
        await connection.SendAsync(Chunk($$$"""{"agent_id":"{{{Guid.NewGuid()}}}","payload":{}}""" + "\n"));
        (await connection.ReadAnswerAsync()).ExpectProblem(404);
    }

    [Fact]
    public async Task An_upload_that_is_broken_off_leaves_nothing_behind()
    {
        for (var i = 0; i < 20; i++)
        {
            await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
            await connection.SendAsync(Head("/reactions", "application/json") + "Content-Length: 400\r\n\r\n");
            await connection.SendAsync(Caller.Reaction(Ground.Target, Ground.Agent, "{\"x\":\""));
            connection.Reset();
        }
    }

    private static async Task<long> SendUntilAnsweredAsync(RawConnection connection, byte[] piece, Task answering)
    {
        long sent = 0;
        while (sent < MostBytes && !answering.IsCompleted && await connection.TrySendAsync(piece))
            sent += piece.Length;
        return sent;
    }

    private static string Head(string path, string mediaType) =>
        $"POST /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {mediaType}\r\n";

    private static byte[] Chunk(string text) => Encoding.ASCII.GetBytes($"{text.Length:x}\r\n{text}\r\n");
}
