using CrowdMind.Server.Tests.Engines;
using CrowdMind.Server.Tests.Models;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>An outside program, written from the table of calls, creates, generates, uploads, downloads and compares.</summary>
public sealed class TrainingProgram(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task It_finds_all_it_needs_on_sqlite()
    {
        await using var server = await CrowdMindServer.StartAsync();
        await RunAsync(server);
    }

    [Fact]
    public async Task It_finds_all_it_needs_on_postgres()
    {
        await using var server = await CrowdMindServer.StartAsync(fixture.Settings());
        await RunAsync(server);
    }

    private static async Task RunAsync(CrowdMindServer server)
    {
        var model = Path.Combine(server.DataFolder, "trained.tflite");
        await File.WriteAllBytesAsync(model, ModelCalls.Sample());
        await PythonScript.RunAsync("training_program.py", new Uri(server.BaseUri, "/api/v1").AbsoluteUri, model);
    }
}
