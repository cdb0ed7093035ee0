using System.Text;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>What a client sends stands in no log as a line of its own, and steers no terminal, however much is logged.</summary>
public sealed class ForgedLogLines
{
    [Fact]
    public async Task Line_ends_and_escapes_of_a_client_make_no_line()
    {
        await using var server = await CrowdMindServer.StartAsync(new Dictionary<string, string> { ["LOG_LEVEL"] = "DEBUG" });
        using var http = new Caller(server.BaseUri);
        const string Forged = "%0d%0aFORGED%0aFORGED%1b[31mFORGED";
        await http.GetAsync($"//{Forged}");
        await http.GetAsync($"/agents/{Forged}");
        await http.GetAsync($"/agents?type={Forged}");
        await http.GetAsync($"/models/{Forged}@{Forged}", ("User-Agent", "FORGED\tFORGED"));
        await http.PostAsync("/agents", """{"name":"a\r\nFORGED\u001b[31m","type":"digital"}""");
        await using (var connection = await RawConnection.OpenAsync(server.BaseUri))
        {
            await connection.SendAsync(Encoding.Latin1.GetBytes("GET /\r\nFORGED\u001b[31m\r\n\r\n"));
            await connection.ReadToEndAsync();
        }

        await server.StopAsync();
        Assert.NotEqual("", server.Output);
        Assert.DoesNotContain(server.Output.Split('\n', '\r'), line => line.StartsWith("FORGED", StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b[31mFORGED", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', server.Output);
    }
}
