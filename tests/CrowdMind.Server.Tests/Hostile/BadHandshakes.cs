using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Upgrades that are none: refused as HTTP, before any frame.</summary>
public sealed class BadHandshakes(HostileGround ground) : HostileSpec(ground)
{
    private string Good => RawWebSocket.Handshake(Ground.Target);

    [Theory]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: short")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: !!!not base64 at all!!!!")]
    [InlineData("Upgrade: websocket\r\n", "")]
    [InlineData("Upgrade: websocket", "Upgrade: carrier-pigeon")]
    [InlineData("Connection: Upgrade\r\n", "")]
    public async Task A_handshake_with_a_missing_or_wrong_part_is_a_bad_request(string part, string instead)
    {
        var answer = await AskAsync(Good.Replace(part, instead, StringComparison.Ordinal));
        answer.ExpectProblem(400, "WebSocket");
    }

    [Theory]
    [InlineData("8")]
    [InlineData("0")]
    [InlineData("14")]
    [InlineData("thirteen")]
    public async Task Another_version_is_told_the_right_one(string version)
    {
        var answer = await AskAsync(
            Good.Replace("Version: 13", "Version: " + version, StringComparison.Ordinal));
        Assert.True(answer.Status is 400 or 426, $"it was {answer.Status}");
        answer.ExpectProblem(answer.Status, "13");
        Assert.Equal("13", answer.Header("Sec-WebSocket-Version"));
    }

    [Fact]
    public async Task A_plain_get_is_told_to_upgrade() =>
        (await Ground.Http.GetAsync($"/ws/experiments/{Ground.Target}")).ExpectProblem(400, "WebSocket");

    [Fact]
    public async Task A_post_is_not_allowed() =>
        (await Ground.Http.PostAsync($"/ws/experiments/{Ground.Target}")).ExpectProblem(405, "POST");

    [Theory]
    [InlineData("/ws/experiments/{nobody}", 404, "{nobody}")]
    [InlineData("/ws/experiments/seven", 422, "seven")]
    [InlineData("/ws/experiments/{target}?after=-1", 422, "-1")]
    [InlineData("/ws/experiments/{target}?after=abc", 422, "abc")]
    [InlineData("/ws/experiments/{target}?after=1.5", 422, "1.5")]
    [InlineData("/ws/experiments/{target}?after=99999999999999999999", 422, "99999999999999999999")]
    [InlineData("/ws/experiments/{target}?after=4", 409, "3")]
    [InlineData("/ws/experiments/{target}?after=9223372036854775807", 409, "3")]
    public async Task A_refused_subscription_is_refused_before_the_upgrade(string path, int status, string mention)
    {
        var answer = await AskAsync(Good.Replace(
            $"/ws/experiments/{Ground.Target}", Fill(path), StringComparison.Ordinal));
        var problem = answer.ExpectProblem(status, Fill(mention));
        if (status == 409)
            Assert.Equal(3, problem.Detail("head").GetInt64());
    }

    [Fact]
    public async Task A_handshake_byte_by_byte_is_upgraded()
    {
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        foreach (var one in Good)
            await connection.SendAsync(one.ToString());
        var socket = await RawWebSocket.UpgradedAsync(connection);
        await socket.StillTalksAsync();
    }

    [Theory]
    [InlineData("Connection: keep-alive, Upgrade")]
    [InlineData("Connection: keep-alive\r\nConnection: upgrade")]
    [InlineData("Connection: Upgrade\r\nContent-Length: 0")]
    public async Task A_handshake_that_would_keep_the_connection_for_http_is_upgraded_for_good(string connection)
    {
        await using var raw = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await raw.SendAsync(Good.Replace("Connection: Upgrade", connection, StringComparison.Ordinal));
        var socket = await RawWebSocket.UpgradedAsync(raw);
        await socket.StillTalksAsync();
        await socket.SendAsync(Frame.Closing(1000));
        Assert.Equal(1000, await socket.ReadCloseAsync());
        await raw.ReadToEndAsync();
    }

    [Fact]
    public async Task Frames_in_the_same_packet_as_the_handshake_are_read()
    {
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        byte[] bytes =
        [
            .. System.Text.Encoding.ASCII.GetBytes(Good), .. Frame.Text("""{"type":"ping"}""").ToBytes(),
        ];
        await connection.SendAsync(bytes);
        var socket = await RawWebSocket.UpgradedAsync(connection);
        await socket.ReadUntilAsync("pong");
    }

    [Fact]
    public async Task Half_a_handshake_and_then_a_reset_harms_nobody()
    {
        for (var length = 1; length < Good.Length; length += 7)
        {
            await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
            await connection.SendAsync(Good[..length]);
            connection.Reset();
        }
    }

    [Fact]
    public async Task A_client_gone_right_after_the_handshake_harms_nobody()
    {
        for (var i = 0; i < 100; i++)
        {
            await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
            await connection.SendAsync(RawWebSocket.Handshake(Ground.Target, "?after=0"));
            connection.Reset();
        }
    }

    private async Task<Answer> AskAsync(string request)
    {
        await using var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await connection.SendAsync(request);
        return await connection.ReadAnswerAsync();
    }
}
