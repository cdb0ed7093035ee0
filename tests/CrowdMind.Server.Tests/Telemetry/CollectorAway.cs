using System.Net;
using System.Net.Sockets;
using CrowdMind.Server.Tests.Api;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Telemetry;

/// <summary>Telemetry never stands in the way: without an address nothing of it is there, and a collector may be lost.</summary>
public sealed class CollectorAway : IDisposable
{
    private static readonly TimeSpan WhatLeavingMayTake = TimeSpan.FromSeconds(8);
    private readonly string _folder = Directory.CreateTempSubdirectory("crowdmind-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Without_an_address_not_even_its_code_is_loaded()
    {
        await using var server = await CrowdMindServer.StartAsync();
        using var http = new Caller(server.BaseUri);
        await http.PublishAsync(await http.NewExperimentAsync(), await http.NewAgentAsync());
        var loaded = await File.ReadAllTextAsync($"/proc/{server.ProcessId}/maps");
        Assert.Contains("CrowdMind.Server.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task A_collector_that_takes_connections_and_says_nothing_holds_up_neither_requests_nor_the_end(string protocol)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var server = await StartAsync(((IPEndPoint)silent.LocalEndpoint).Port, protocol);
        await WorksAndLeavesAsync(server);
    }

    [Fact]
    public async Task A_collector_that_is_not_there_does_neither()
    {
        await using var server = await StartAsync(FreePort.Next(), "grpc");
        await WorksAndLeavesAsync(server);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "http/protobuf")]
    [InlineData("OTEL_SDK_DISABLED", "maybe", "true")]
    [InlineData("OTEL_TRACES_SAMPLER", "ratio", "traceidratio")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "1%", "0.01")]
    public async Task A_value_that_cannot_work_stops_the_start(string name, string value, string right)
    {
        var attempt = await StartAttempt.RunAsync(_folder, ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317"), (name, value));
        Assert.Equal(2, attempt.ExitCode);
        Assert.StartsWith($"{name} is '{value}'", attempt.Error, StringComparison.Ordinal);
        Assert.Contains(right, attempt.Error, StringComparison.Ordinal);
    }

    private static Task<CrowdMindServer> StartAsync(int port, string protocol) => CrowdMindServer.StartAsync(new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}",
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
        ["LOG_LEVEL"] = "INFO",
    });

    private static async Task WorksAndLeavesAsync(CrowdMindServer server)
    {
        using var http = new Caller(server.BaseUri);
        await http.PublishAsync(await http.NewExperimentAsync(), await http.NewAgentAsync());
        var stop = await server.StopAsync();
        Assert.Equal(0, stop.ExitCode);
        Assert.InRange(stop.Took, TimeSpan.Zero, WhatLeavingMayTake);
    }
}
