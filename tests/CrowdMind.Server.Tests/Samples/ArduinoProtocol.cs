using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Samples;

/// <summary>The protocol of samples/subscriber-arduino, built for this machine once for all tests.</summary>
public sealed class ArduinoProtocol : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string _folder = Directory.CreateTempSubdirectory("crowdmind-arduino-").FullName;

    /// <summary>The path of a program that was built.</summary>
    public string Program(string name) => Path.Combine(_folder, name);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var script = RepositoryFolder.Path("samples", "subscriber-arduino", "host", "build.sh");
        await using var build = SampleProcess.Start("/bin/bash", [script, _folder]);
        Assert.True(await build.ExitAsync(Patience) == 0, build.Notes);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}
