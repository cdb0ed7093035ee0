using System.Globalization;
using System.Text;
using CrowdMind.Server.Tests.Hostile;
using CrowdMind.TestKit.Servers.Objects;

namespace CrowdMind.Server.Tests.Telemetry;

/// <summary>Nothing that opens a door is in any log, metric or trace, also where everything is logged.</summary>
public sealed class Secrets(TelemetryGround ground) : IClassFixture<TelemetryGround>
{
    private const string Secret = "s3cr3t-0f-a-client";

    [Theory]
    [InlineData("//hubs/experiments/negotiate?negotiateVersion=1&access_token=" + Secret)]
    [InlineData("//hubs/experiments?id=" + Secret)]
    [InlineData("/experiments/{0}/events?after=x&access_token=" + Secret)]
    [InlineData("/ws/experiments/{0}?ticket=" + Secret)]
    [InlineData("/agents?limit=" + Secret)]
    [InlineData("/agents?token=%0A" + Secret)]
    [InlineData("/objects/models/a.tflite?expires=1&name=a&signature=" + Secret)]
    [InlineData("/nothing/here?key=" + Secret)]
    public async Task No_query_is_written_anywhere(string path)
    {
        var experiment = await ground.Http.NewExperimentAsync();
        await ground.Http.GetAsync(string.Format(CultureInfo.InvariantCulture, path, experiment));
        await ground.Http.PostAsync(string.Format(CultureInfo.InvariantCulture, path, experiment), "{");
        await NowhereAsync(Secret);
    }

    [Theory]
    [InlineData("Authorization", "Bearer " + Secret)]
    [InlineData("Authorization", Secret + " nonsense")]
    [InlineData("Cookie", "session=" + Secret)]
    [InlineData("apikey", Secret)]
    [InlineData("Sec-WebSocket-Protocol", Secret)]
    public async Task No_header_that_may_hold_a_credential_is_written_anywhere(string name, string value)
    {
        await ground.Http.GetAsync("/agents", (name, value));
        await ground.Http.PostAsync("/reactions", "{", (name, value));
        await NowhereAsync(Secret);
    }

    [Theory]
    [InlineData("GET /x?access_token=" + Secret + " HTP/1.1\r\n\r\n")]
    [InlineData("GET /x?access_token=" + Secret + "\u0001 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nAuthorization Bearer " + Secret + "\r\n\r\n")]
    [InlineData(Secret + " / HTTP/9.9\r\n\r\n")]
    public async Task No_request_that_is_not_understood_is_written_anywhere(string bytes)
    {
        await using (var connection = await RawConnection.OpenAsync(ground.Server.BaseUri))
        {
            await connection.SendAsync(Encoding.Latin1.GetBytes(bytes));
            connection.Finish();
            await connection.ReadToEndAsync();
        }

        await NowhereAsync(Secret);
    }

    [Fact]
    public async Task No_key_of_the_server_s_own_is_written_anywhere()
    {
        await Datasets.DatasetCalls.GenerateAsync(ground.Http, await Datasets.DatasetCalls.NewAsync(ground.Http), 10);
        await NowhereAsync(SupabasePlan.SecretKey);
        await NowhereAsync("signing-key-that-nobody-may-ever-see");
        await NowhereAsync("key-of-the-collector");
    }

    private async Task NowhereAsync(string secret)
    {
        await ground.SettleAsync();
        Assert.False(ground.Collector.HasSeen(secret), "The collector was told it.");
        Assert.DoesNotContain(secret, ground.Server.Output, StringComparison.Ordinal);
    }
}
