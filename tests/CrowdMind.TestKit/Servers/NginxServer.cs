using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace CrowdMind.TestKit.Servers;

/// <summary>
/// nginx with the configuration that is deployed, in front of instances that a test has started: its own process on a free
/// port of 127.0.0.1, with a folder that goes when it goes. Only the port and the list of instances are the test's.
/// </summary>
public sealed class NginxServer : IAsyncDisposable
{
    private const string DeployedListen = "listen 8080;";
    private const string Program = "/usr/sbin/nginx";
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    private readonly int _port = FreePort.Next();
    private readonly string _folder = Directory.CreateTempSubdirectory("crowdmind-nginx-").FullName;
    private readonly ServerOutput _output = new();
    private Process? _process;

    private NginxServer() => Address = new Uri($"http://127.0.0.1:{_port}");

    /// <summary>What clients take for the server.</summary>
    public Uri Address { get; }

    /// <summary>The last lines it printed.</summary>
    public string Output => _output.ToString();

    /// <summary>Starts it and waits until it takes connections.</summary>
    /// <param name="configuration">The path of the deployed configuration.</param>
    /// <param name="instances">The instances behind it.</param>
    public static async Task<NginxServer> StartAsync(string configuration, IReadOnlyList<Uri> instances)
    {
        var nginx = new NginxServer();
        try
        {
            await nginx.PlaceAsync(configuration, instances);
            nginx._process = nginx.Run();
            await Eventually.TrueAsync(
                nginx.TakesConnectionsAsync, Within, () => $"nginx took connections. It printed:\n{nginx.Output}");
            return nginx;
        }
        catch
        {
            await nginx.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } master)
        {
            PosixSignal.Send(master.Id, PosixSignal.Terminate);
            using var deadline = new CancellationTokenSource(Within);
            await master.WaitForExitAsync(deadline.Token);
        }
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task PlaceAsync(string configuration, IReadOnlyList<Uri> instances)
    {
        string text = await File.ReadAllTextAsync(configuration);
        Assert.True(text.Split(DeployedListen).Length == 2, $"{configuration} has one line '{DeployedListen}'");
        string listen = string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{_port};");
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "nginx.conf"), text.Replace(DeployedListen, listen, StringComparison.Ordinal));
        await File.WriteAllLinesAsync(
            Path.Combine(_folder, "instances.conf"),
            instances.Select(one => $"server {one.Authority} max_fails=1 fail_timeout=1s;"));
    }

    private Process Run()
    {
        var start = new ProcessStartInfo(Program)
        {
            RedirectStandardError = true,
            ArgumentList =
            {
                "-p", _folder, "-c", Path.Combine(_folder, "nginx.conf"), "-e", "stderr", "-g", "daemon off;",
            },
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("nginx did not start.");
        process.ErrorDataReceived += (_, line) => _output.Add(line.Data);
        process.BeginErrorReadLine();
        return process;
    }

    private async Task<bool> TakesConnectionsAsync()
    {
        Assert.False(_process?.HasExited, $"nginx left while it started. It printed:\n{Output}");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Address.Host, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
