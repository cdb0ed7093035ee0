using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>An upload that lies, stops half way, is too large or loses its server leaves nothing; one that is large takes no memory.</summary>
public sealed class VersionLosses
{
    private const string Boundary = "----tests";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_truncated_or_lying_upload_leaves_nothing()
    {
        await using var server = await CrowdMindServer.StartAsync(Settings("1"));
        using var http = new Caller(server.BaseUri);
        var dataset = await VersionCalls.NewNameAsync(http);
        var rows = "a,label\r\n" + string.Concat(Enumerable.Repeat("1,x\r\n", 1000));
        var whole = Head("file") + rows + $"\r\n--{Boundary}--\r\n";

        // Says more than it sends, and goes; ends before its last boundary; sends another field; more than the limit.
        await SendAsync(server, dataset, whole[..2000], whole.Length);
        await SendAsync(server, dataset, whole[..^20], whole.Length);
        Assert.StartsWith("HTTP/1.1 400", await AskAsync(server, dataset, whole[..^20]), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 422", await AskAsync(server, dataset, Head("fyle") + rows + $"\r\n--{Boundary}--\r\n"), StringComparison.Ordinal);
        (await VersionCalls.UploadAsync(http, dataset, "version=1", new byte[1_100_000])).ExpectProblem(413, "1048576");
        await Eventually.TrueAsync(
            () => VersionCalls.Files(server.DataFolder).Length == 0, Patience, () => $"nothing; there are {string.Join(", ", VersionCalls.Files(server.DataFolder))}");
        Assert.Empty((await http.GetAsync($"/datasets/{dataset}/versions")).Expect(200).Json.EnumerateArray());
        Assert.Equal("waiting", (await http.GetAsync($"/datasets/{dataset}")).Expect(200).Json.GetProperty("state").GetString());
        (await VersionCalls.UploadAsync(http, dataset, "version=1.0", rows)).Expect(201);
    }

    [Fact]
    public async Task A_killed_server_leaves_no_half_version()
    {
        await using var server = await CrowdMindServer.StartAsync();
        using var http = new Caller(server.BaseUri);
        var dataset = await VersionCalls.NewNameAsync(http);
        var going = http.PostAsync($"/datasets/{dataset}/generate", """{"version":"1.0","n":1000000}""");
        await Eventually.TrueAsync(() => VersionCalls.Files(server.DataFolder).Length > 0, Patience, () => "rows that are stored");
        await server.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => going);
        await server.RestartAsync();
        Assert.Equal("waiting", (await http.GetAsync($"/datasets/{dataset}")).Expect(200).Json.GetProperty("state").GetString());
        await Eventually.TrueAsync(
            () => VersionCalls.Files(server.DataFolder).Length == 0, Patience, () => $"nothing; there are {string.Join(", ", VersionCalls.Files(server.DataFolder))}");
        (await http.PostAsync($"/datasets/{dataset}/generate", """{"version":"1.0","n":10}""")).Expect(201);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        await using var server = await CrowdMindServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseUri, Timeout = TimeSpan.FromMinutes(3) };
        using var caller = new Caller(server.BaseUri);
        var dataset = await VersionCalls.NewNameAsync(caller);
        await UploadRowsAsync(http, dataset, "small", rows: 60_000);
        var before = server.ResidentBytes();
        await UploadRowsAsync(http, dataset, "large", rows: 400_000);
        var growth = server.ResidentBytes() - before;
        Assert.True(growth < 48 << 20, $"a file of 40 MB more grew the server by {growth >> 20} MiB");
    }

    private static async Task UploadRowsAsync(HttpClient http, string dataset, string version, int rows)
    {
        using var form = new MultipartFormDataContent();
        using var content = new StreamContent(new RowStream(rows));
        form.Add(content, "file", "rows.csv");
        using var answer = await http.PostAsync(new Uri($"/api/v1/datasets/{dataset}/versions?version={version}", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static string Head(string field) =>
        $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"rows.csv\"\r\n\r\n";

    private static async Task SendAsync(CrowdMindServer server, string dataset, string body, int length)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.BaseUri.Port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(Request(dataset, body, length)));
    }

    private static async Task<string> AskAsync(CrowdMindServer server, string dataset, string body)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.BaseUri.Port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(Request(dataset, body, Encoding.UTF8.GetByteCount(body))));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadLineAsync() ?? "";
    }

    private static string Request(string dataset, string body, int length) =>
        $"POST /api/v1/datasets/{dataset}/versions?version=1.0 HTTP/1.1\r\nHost: tests\r\nConnection: close\r\n"
        + $"Content-Type: multipart/form-data; boundary={Boundary}\r\nContent-Length: {length}\r\n\r\n{body}";

    private static Dictionary<string, string> Settings(string megabytes) => new() { ["MAX_DATASET_UPLOAD_MB"] = megabytes };

    /// <summary>A table of numbers that is made while it is read.</summary>
    private sealed class RowStream(int rows) : Stream
    {
        private readonly MemoryStream _part = new();
        private int _row = -1;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_part.Position == _part.Length)
                Fill();
            return _part.Read(buffer, offset, count);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private void Fill()
        {
            _part.SetLength(0);
            for (var i = 0; i < 500 && _row < rows; i++, _row++)
            {
                var line = _row < 0
                    ? "a,b,c,d,text,label\n"
                    : string.Create(CultureInfo.InvariantCulture, $"{_row * 0.37},{_row % 1000},{_row * 1.000001},{_row ^ 0x5555},\"row, number {_row} of many that come along\",{(_row % 3 == 0 ? "x" : "y")}\n");
                _part.Write(Encoding.ASCII.GetBytes(line));
            }

            _part.Position = 0;
        }
    }
}
