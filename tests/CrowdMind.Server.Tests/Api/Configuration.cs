using System.Net;
using System.Net.Sockets;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Api;

/// <summary>Settings come from the environment and .env; a bad one stops the start with one sentence.</summary>
public sealed class Configuration : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crowdmind-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("PORT", "http", "65535")]
    [InlineData("PORT", "-1", "65535")]
    [InlineData("PORT", "65536", "65535")]
    [InlineData("PORT", "80.5", "65535")]
    [InlineData("HOST", "not a host!", "address")]
    [InlineData("API_PREFIX", "api/v1", "/")]
    [InlineData("API_PREFIX", "/api/{id}", "/")]
    [InlineData("API_PREFIX", "/a b", "/")]
    [InlineData("MAX_REACTION_KB", "0", "1")]
    [InlineData("MAX_REACTION_KB", "-5", "1")]
    [InlineData("MAX_REACTION_KB", "lots", "1")]
    [InlineData("MAX_REACTION_KB", "99999999999", "1")]
    [InlineData("DRAIN_SECONDS", "6", "5")]
    [InlineData("MAX_GENERATE_ROWS", "0", "1")]
    [InlineData("MAX_GENERATE_ROWS", "1e6", "1000000000")]
    [InlineData("MAX_UPLOAD_MB", "0", "1")]
    [InlineData("MAX_UPLOAD_MB", "2048", "2047")]
    [InlineData("ENV", "production", "prod")]
    [InlineData("ENV", "test", "staging")]
    [InlineData("LOG_LEVEL", "LOUD", "INFO")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "http://")]
    [InlineData("CORS_ORIGINS", "dashboard.example", "https://")]
    [InlineData("CORS_ORIGINS", "https://dashboard.example/path", "https://")]
    public async Task A_setting_that_cannot_work_stops_the_start(string name, string value, string right)
    {
        var attempt = await StartAttempt.RunAsync(_folder, (name, value));
        AssertRefused(attempt, name, value, right);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_stops_the_start()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "in the way");
        foreach (var folder in new[] { Path.Combine(file, "data"), "/proc/crowdmind" })
            AssertRefused(await StartAttempt.RunAsync(_folder, ("DATA_DIR", folder)), "DATA_DIR", folder, "");
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_the_start()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        AssertRefused(await StartAttempt.RunAsync(_folder, ("PORT", port)), "PORT", port, "");
    }

    [Fact]
    public async Task A_bad_setting_in_a_dotenv_file_stops_the_start_too()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, ".env"), "MAX_REACTION_KB=plenty\n");
        AssertRefused(await StartAttempt.RunAsync(_folder), "MAX_REACTION_KB", "plenty", "1");
    }

    [Fact]
    public async Task The_environment_wins_over_the_dotenv_file()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, ".env"), "MAX_REACTION_KB=1\nENV=prod\n");
        var attempt = await StartAttempt.RunAsync(_folder, ("MAX_REACTION_KB", "minus"));
        AssertRefused(attempt, "MAX_REACTION_KB", "minus", "1");
    }

    [Fact]
    public async Task A_setting_may_stand_in_a_file_and_the_environment_wins_over_it()
    {
        var file = Path.Combine(_folder, "secret");
        await File.WriteAllTextAsync(file, "plenty\n");
        AssertRefused(
            await StartAttempt.RunAsync(_folder, ("MAX_REACTION_KB_FILE", file)), "MAX_REACTION_KB", "plenty", "whole number");
        AssertRefused(
            await StartAttempt.RunAsync(_folder, ("MAX_REACTION_KB_FILE", file), ("MAX_REACTION_KB", "few")), "MAX_REACTION_KB", "few", "1");
    }

    [Fact]
    public async Task A_file_of_a_setting_that_is_missing_or_empty_stops_the_start()
    {
        var file = Path.Combine(_folder, "secret");
        AssertRefused(await StartAttempt.RunAsync(_folder, ("DATABASE_URL_FILE", file)), "DATABASE_URL_FILE", file, "can read");
        await File.WriteAllTextAsync(file, " \n");
        AssertRefused(await StartAttempt.RunAsync(_folder, ("DATABASE_URL_FILE", file)), "DATABASE_URL_FILE", file, "empty");
    }

    [Fact]
    public async Task A_dotenv_file_beside_the_server_is_read()
    {
        await using var server = await CrowdMindServer.StartAsync();
        await server.KillAsync();
        await File.WriteAllTextAsync(
            Path.Combine(server.DataFolder, ".env"), "# from a file\nAPI_PREFIX=/from-file\nMAX_REACTION_KB=2\n");
        await server.RestartAsync();
        using var http = new Caller(server.BaseUri, "/from-file");
        var (experiment, agent) = (await http.NewExperimentAsync(), await http.NewAgentAsync());
        await http.PublishAsync(experiment, agent, $"{{\"x\":\"{new string('x', 2000)}\"}}");
        var larger = Caller.Reaction(experiment, agent, $"{{\"x\":\"{new string('x', 2048)}\"}}");
        (await http.PostAsync("/reactions", larger))
            .ExpectProblem(413, "2048");
    }

    [Fact]
    public async Task The_prefix_and_the_largest_payload_are_the_operator_s_choice()
    {
        await using var server = await CrowdMindServer.StartAsync(
            new Dictionary<string, string> { ["API_PREFIX"] = "/crowd", ["MAX_REACTION_KB"] = "1" });
        using var http = new Caller(server.BaseUri, "/crowd");
        var (experiment, agent) = (await http.NewExperimentAsync(), await http.NewAgentAsync());
        await http.PublishAsync(experiment, agent, $"{{\"x\":\"{new string('x', 1016)}\"}}");
        var larger = Caller.Reaction(experiment, agent, $"{{\"x\":\"{new string('x', 1017)}\"}}");
        (await http.PostAsync("/reactions", larger))
            .ExpectProblem(413, "1024");
        (await http.GetAsync("/health")).Expect(200);
        (await http.GetAsync("//health")).Expect(200);
        (await http.GetAsync("//api/v1/agents")).ExpectProblem(404);
        var document = (await http.GetAsync("//openapi.json")).Expect(200).Json;
        Assert.True(document.GetProperty("paths").TryGetProperty("/crowd/reactions", out _));
    }

    private static void AssertRefused(StartAttempt attempt, string name, string value, string right)
    {
        Assert.True(attempt.ExitCode is not null and not 0, $"exit code {attempt.ExitCode}; it said: {attempt.Error}");
        var said = attempt.Error.Trim();
        Assert.Contains(name, said, StringComparison.Ordinal);
        Assert.Contains(value, said, StringComparison.Ordinal);
        Assert.Contains(right, said, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }
}
