using System.Text.Json;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>What a client calls its reactions by is echoed, and is no way to fill the server's memory.</summary>
public sealed class LongRefs(HostileGround ground) : HostileSpec(ground)
{
    [Fact]
    public async Task A_ref_that_is_too_long_is_refused_and_the_longest_is_echoed()
    {
        await using var socket = await RawWebSocket.OpenAsync(Ground.Server.BaseUri, Ground.Stopped);
        await socket.SendAsync(Frame.Text(Reaction(new string('r', Limits.RefBytes - 1))));
        using (var refused = await NextAsync(socket))
        {
            Assert.Equal(422, refused.RootElement.GetProperty("status_code").GetInt32());
            Assert.Contains($"{Limits.RefBytes + 1} bytes", refused.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        var longest = new string('r', Limits.RefBytes - 2);
        await socket.SendAsync(Frame.Text(Reaction(longest)));
        using var answer = await NextAsync(socket);
        Assert.Equal((409, longest), (answer.RootElement.GetProperty("status_code").GetInt32(), answer.RootElement.GetProperty("ref").GetString()));
    }

    private string Reaction(string reference) =>
        $$$"""{"type":"reaction","ref":"{{{reference}}}","agent_id":"{{{Ground.Agent}}}","payload":{}}""";

    private static async Task<JsonDocument> NextAsync(RawWebSocket socket) => JsonDocument.Parse((await socket.ReadFrameAsync())!.PayloadText);
}
