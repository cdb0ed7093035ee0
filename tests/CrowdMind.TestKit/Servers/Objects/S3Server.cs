using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace CrowdMind.TestKit.Servers.Objects;

/// <summary>
/// An S3 server: s3rver as a process of its own, and before it an <see cref="S3Gate"/>, which does what s3rver leaves out.
/// </summary>
public sealed class S3Server : IAsyncDisposable
{
    /// <summary>The one account's keys; s3rver knows no other.</summary>
    public const string AccessKey = "S3RVER", SecretKey = "S3RVER";

    /// <summary>The one bucket.</summary>
    public const string Bucket = "crowd";

    private const string Script = "tests/object-stores/node_modules/s3rver/bin/s3rver.js";
    private readonly string _folder = Directory.CreateTempSubdirectory("s3rver-").FullName;
    private readonly ServerOutput _output = new();
    private readonly Process _process;
    private readonly S3Gate _gate;

    private S3Server(string repository)
    {
        var port = FreePort.Next();
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            // It makes the tokens of its lists with DES, which OpenSSL 3 keeps for those who ask.
            "--openssl-legacy-provider",
            Path.Combine(repository, Script), "--directory", _folder, "--address", "127.0.0.1",
            "--port", port.ToString(CultureInfo.InvariantCulture), "--no-vhost-buckets", "--silent", "--configure-bucket", Bucket,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        _process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => _output.Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _gate = new S3Gate(new Uri($"http://127.0.0.1:{port}"));
    }

    /// <summary>The endpoint.</summary>
    public Uri Endpoint => _gate.Endpoint;

    /// <summary>How it is to fail next, and what it was asked.</summary>
    public HttpFaults Faults => _gate.Faults;

    /// <summary>Starts a server with an empty bucket.</summary>
    /// <param name="repository">The folder that holds <c>tests/object-stores</c>, where <c>npm ci</c> ran.</param>
    public static async Task<S3Server> StartAsync(string repository)
    {
        Assert.True(File.Exists(Path.Combine(repository, Script)), $"{Script} is not there; run npm ci in tests/object-stores.");
        var server = new S3Server(repository);
        await server._gate.StartAsync();
        using var http = new HttpClient();
        await Eventually.TrueAsync(
            async () =>
            {
                Assert.False(server._process.HasExited, $"s3rver left while it started. It printed:\n{server._output}");
                try
                {
                    using var answer = await http.GetAsync(new Uri(server._gate.Behind, $"/{Bucket}"));
                    return answer.StatusCode == HttpStatusCode.OK;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(30),
            () => $"s3rver answered. It printed:\n{server._output}");
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gate.DisposeAsync();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
