namespace CrowdMind.Server.Tests.Api;

public sealed class HealthRoutes(ApiGround ground) : ApiSpec(ground)
{
    public static TheoryData<string> Probes { get; } =
        ["//health", "//health/live", "//health/ready", "/health", "/health/live", "/health/ready"];

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task A_healthy_server_says_ok_at_the_root_and_under_the_prefix(string path)
    {
        var answer = (await Http.GetAsync(path)).Expect(200);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal("ok", answer.Json.GetProperty("status").GetString());
    }

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task A_probe_with_HEAD_is_answered_as_GET_without_the_body(string path)
    {
        var answer = (await Http.SendAsync("HEAD", path, null)).Expect(200);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Empty(answer.Body);
    }

    [Fact]
    public async Task Readiness_names_the_database_the_backplane_and_the_object_store()
    {
        var ready = (await Http.GetAsync("//health/ready")).Expect(200).Json.ToString();
        foreach (var part in new[] { "database", "backplane", "object_store" })
            Assert.Contains($"\"{part}\"", ready, StringComparison.Ordinal);
    }
}
