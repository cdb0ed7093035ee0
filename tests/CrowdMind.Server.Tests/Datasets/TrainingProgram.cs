using System.Diagnostics;
using CrowdMind.Server.Tests.Engines;
using CrowdMind.Server.Tests.Models;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>An outside program, written from the table of calls, creates, generates, uploads, downloads and compares.</summary>
public sealed class TrainingProgram(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task It_finds_all_it_needs_on_sqlite()
    {
        await using var server = await CrowdMindServer.StartAsync();
        await RunAsync(server);
    }

    [Fact]
    public async Task It_finds_all_it_needs_on_postgres()
    {
        await using var server = await CrowdMindServer.StartAsync(new Dictionary<string, string>
        {
            ["DATABASE_URL"] = fixture.Server.Url(),
            ["SUPABASE_SCHEMA"] = fixture.NewSchema(),
        });
        await RunAsync(server);
    }

    private static async Task RunAsync(CrowdMindServer server)
    {
        var model = Path.Combine(server.DataFolder, "trained.tflite");
        await File.WriteAllBytesAsync(model, ModelCalls.Sample());
        var script = RepositoryFolder.Path("tests", "CrowdMind.Server.Tests", "Datasets", "training_program.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, new Uri(server.BaseUri, "/api/v1").AbsoluteUri, model])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var python = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start.");
        using var deadline = new CancellationTokenSource(Patience);
        var (output, error) = (python.StandardOutput.ReadToEndAsync(deadline.Token), python.StandardError.ReadToEndAsync(deadline.Token));
        await python.WaitForExitAsync(deadline.Token);
        Assert.True(python.ExitCode == 0, $"{await output}{await error}");
        Assert.EndsWith("fine\n", await output, StringComparison.Ordinal);
    }
}
