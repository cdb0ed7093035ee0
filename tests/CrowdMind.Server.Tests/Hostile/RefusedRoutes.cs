using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Routes that are none and methods a route does not have.</summary>
public sealed class RefusedRoutes(HostileGround ground) : HostileSpec(ground)
{
    [Theory]
    [InlineData("GET", "/nothing")]
    [InlineData("POST", "/nothing")]
    [InlineData("GET", "/reactions/{nobody}/nothing")]
    [InlineData("GET", "/experiments/{target}/nothing")]
    [InlineData("GET", "//nothing")]
    [InlineData("GET", "//api")]
    [InlineData("GET", "//api/v2/agents")]
    [InlineData("GET", "//api/v1/../../etc/passwd")]
    [InlineData("GET", "//api/v1/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("GET", "//docs/../appsettings.json")]
    [InlineData("GET", "//.env")]
    [InlineData("GET", "//crowdmind.db")]
    [InlineData("GET", "//data/crowdmind.db")]
    public async Task A_route_that_is_none_is_not_found(string method, string path) =>
        (await Ground.Http.SendAsync(method, Fill(path), null)).ExpectProblem(404);

    [Theory]
    [InlineData("DELETE", "/reactions")]
    [InlineData("GET", "/reactions")]
    [InlineData("PUT", "/agents")]
    [InlineData("DELETE", "/experiments")]
    [InlineData("PATCH", "/experiments/{target}")]
    [InlineData("GET", "/experiments/{target}/start")]
    [InlineData("DELETE", "/experiments/{target}/reactions")]
    [InlineData("POST", "/experiments/{target}/events")]
    [InlineData("POST", "/experiments/{target}/export")]
    [InlineData("POST", "//health")]
    [InlineData("BREW", "/agents")]
    public async Task A_method_that_a_route_does_not_have_is_not_allowed(string method, string path)
    {
        var answer = await Ground.Http.SendAsync(method, Fill(path), null);
        answer.ExpectProblem(405, method);
        Assert.False(string.IsNullOrWhiteSpace(answer.Header("Allow")), "405 without an Allow header");
    }
}
