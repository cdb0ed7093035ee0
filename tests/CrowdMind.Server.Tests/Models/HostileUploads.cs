using System.Text;
using CrowdMind.Server.Tests.Hostile;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Models;

/// <summary>Uploads that lie about their length, stop half way or are no forms: refused clearly, and nothing of them is left.</summary>
public sealed class HostileUploads(ModelGround ground) : ModelSpec(ground)
{
    private const string Boundary = "frontier";
    private const string PartHead = $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"m.tflite\"\r\n\r\n";
    private const string End = $"\r\n--{Boundary}--\r\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static byte[] Form { get; } = [.. Encoding.ASCII.GetBytes(PartHead), .. ModelCalls.Sample(), .. Encoding.ASCII.GetBytes(End)];

    [Fact]
    public async Task A_form_written_by_hand_is_taken_so_the_refusals_below_have_their_own_reasons()
    {
        var model = await NewAsync();
        await using var connection = await OpenAsync(model, $"Content-Length: {Form.Length}");
        await connection.SendAsync(Form);
        (await connection.ReadAnswerAsync()).Expect(200);
    }

    [Fact]
    public async Task A_body_that_is_shorter_than_it_says_leaves_nothing()
    {
        var model = await NewAsync();
        await using var connection = await OpenAsync(model, $"Content-Length: {Form.Length + 1}");
        await connection.SendAsync(Form);
        connection.Finish();
        await connection.ReadToEndAsync();
        await Eventually.TrueAsync(() => Incoming() == 0, Patience, () => "the file on its way to be gone");
        await AssertWithoutFileAsync(model);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(50_000)]
    public async Task A_body_that_is_longer_than_it_says_is_refused(int more)
    {
        var model = await NewAsync();
        await using var connection = await OpenAsync(model, $"Content-Length: {Form.Length - more}");
        await connection.TrySendAsync(Form);
        var answer = await connection.ReadAnswerAsync();

        // What stands behind the last boundary means nothing, so a line end less is no loss.
        if (more == 1)
            answer.Expect(200);
        else
            answer.ExpectProblem(400, "last boundary");
        if (more != 1)
            await AssertWithoutFileAsync(model);
    }

    [Fact]
    public async Task A_body_that_stops_half_way_leaves_nothing()
    {
        var model = await NewAsync();
        await using (var connection = await OpenAsync(model, $"Content-Length: {Form.Length}"))
        {
            await connection.SendAsync(Form.AsMemory(0, Form.Length / 2));
            await Eventually.TrueAsync(() => Incoming() == 1, Patience, () => "a file on its way");
            connection.Reset();
        }

        await Eventually.TrueAsync(() => Incoming() == 0, Patience, () => "the file on its way to be gone");
        await AssertWithoutFileAsync(model);
    }

    [Fact]
    public async Task A_huge_announced_file_is_refused_before_it_comes()
    {
        var model = await NewAsync();
        await using var connection = await OpenAsync(model, "Content-Length: 10000000000", "Expect: 100-continue");
        (await connection.ReadAnswerAsync()).ExpectProblem(413, "1048576");
        await AssertWithoutFileAsync(model);
    }

    [Theory]
    [InlineData(PartHead, 413)]
    [InlineData($"--{Boundary}\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n", 422)]
    [InlineData($"--{Boundary}\r\nX-Endless: ", 400)]
    [InlineData("no boundary at all", 400)]
    [InlineData(PartHead + "bytes" + End, 400)]
    public async Task An_endless_chunked_body_is_refused_wherever_it_does_not_end(string beginning, int status)
    {
        var model = await NewAsync();
        await using var connection = await OpenAsync(model, "Transfer-Encoding: chunked");
        await connection.SendAsync(Chunk(Encoding.ASCII.GetBytes(beginning)));
        var answering = connection.ReadAnswerAsync();
        var more = Chunk(Enumerable.Repeat((byte)'x', 60_000).ToArray());
        var sent = 0;
        while (!answering.IsCompleted && await connection.TrySendAsync(more))
            Assert.True((sent += more.Length) < 64 << 20, "nobody stopped it");
        (await answering).ExpectProblem(status);
        await AssertWithoutFileAsync(model);
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    [InlineData("multipart/form-data; boundary=1234567890123456789012345678901234567890123456789012345678901234567890x")]
    public async Task A_boundary_that_is_none_is_refused(string type)
    {
        var model = await NewAsync();
        (await ModelCalls.UploadAsync(Http, model, Raw(type))).ExpectProblem(400, "boundary");
        await AssertWithoutFileAsync(model);

        static ByteArrayContent Raw(string type)
        {
            var content = new ByteArrayContent(Form);
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            return content;
        }
    }

    private int Incoming() =>
        ModelCalls.Files(Ground.Server.DataFolder).Count(file => file.Contains(".incoming", StringComparison.Ordinal));

    private async Task<RawConnection> OpenAsync(string model, params string[] headers)
    {
        var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await connection.SendAsync(
            $"POST /api/v1/models/{model}/upload HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary={Boundary}\r\n"
            + $"{string.Join("\r\n", headers)}\r\n\r\n");
        return connection;
    }

    private static byte[] Chunk(byte[] bytes) => [.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8];
}
