using System.IO.Compression;
using System.Text;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Bodies that are no text, not UTF-8, nested beyond reason, or of another media type.</summary>
public sealed class RefusedBytes(HostileGround ground) : HostileSpec(ground)
{
    private string Reaction(string payload) => Caller.Reaction(Ground.Target, Ground.Agent, payload);

    public static TheoryData<string> InvalidUtf8 => new(
        "ff", "c3", "c328", "a0a1", "e28281c3", "f0288cbc", "eda080", "f4908080", "c080", "f8a1a1a1a1");

    [Theory]
    [MemberData(nameof(InvalidUtf8))]
    public async Task Invalid_utf8_in_a_payload_is_malformed(string hex)
    {
        var body = Reaction("{\"x\":\"@\"}");
        var at = body.LastIndexOf('@');
        var (start, rest) = (Encoding.UTF8.GetBytes(body[..at]), Encoding.UTF8.GetBytes(body[(at + 1)..]));
        byte[] bytes = [.. start, .. Convert.FromHexString(hex), .. rest];
        var answer = await PostAsync(Caller.Body(bytes, "application/json"));
        answer.ExpectProblem(400, "UTF-8");
    }

    [Fact]
    public async Task Invalid_utf8_in_a_line_is_malformed_and_the_line_is_named()
    {
        var line = Encoding.UTF8.GetBytes($"{{\"agent_id\":\"{Ground.Agent}\",\"payload\":{{\"x\":\"@\"}}}}\n");
        line[Array.LastIndexOf(line, (byte)'@')] = 0xff;
        var answer = await Ground.Http.SendAsync(
            "POST", $"/experiments/{Ground.Target}/reactions", Caller.Body(line, "application/x-ndjson"));
        Assert.True(answer.Status is 400 or 422, $"it was {answer.Status}");
        Assert.Equal(1, answer.ExpectProblem(answer.Status, "line 1").Detail("line").GetInt32());
    }

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"experiment_id":"\ud800"}""")]
    [InlineData("""{"agent_id":"\udc00\ud800"}""")]
    [InlineData("""{"type":"\ud800"}""")]
    public async Task Half_a_surrogate_pair_outside_of_the_payload_is_malformed(string body) =>
        (await Ground.Http.PostAsync("/reactions", body)).ExpectProblem(400, "surrogate");

    [Fact]
    public async Task Half_a_surrogate_pair_in_a_name_of_a_batch_is_malformed() =>
        (await Ground.Http.PostAsync(Fill("/experiments/{target}/reactions"), """{"\ud800reactions":1}""")).ExpectProblem(400, "surrogate");

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    [InlineData("latin1")]
    public async Task Other_encodings_are_refused_and_never_guessed(string encoding)
    {
        var bytes = Encoding.GetEncoding(encoding).GetBytes(Reaction("{\"x\":\"é\"}"));
        var answer = await PostAsync(Caller.Body(bytes, "application/json"));
        answer.ExpectProblem(400);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_json()
    {
        byte[] bytes = [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Reaction("{}"))];
        (await PostAsync(Caller.Body(bytes, "application/json"))).ExpectProblem(400, "JSON");
        var path = $"/experiments/{Ground.Target}/reactions";
        var answer = await Ground.Http.SendAsync("POST", path, Caller.Body(bytes, "application/x-ndjson"));
        answer.ExpectProblem(400, "line 1", "JSON");
    }

    [Fact]
    public async Task Bytes_of_no_meaning_are_malformed()
    {
        var bytes = new byte[2000];
        new Random(7).NextBytes(bytes);
        (await PostAsync(Caller.Body(bytes, "application/json"))).ExpectProblem(400);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public async Task Deep_nesting_is_refused(int levels)
    {
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
        (await Ground.Http.PostAsync("/reactions", Reaction(nested))).ExpectProblem(400, "depth");
        (await Ground.Http.PostAsync("/agents", $"{{\"name\":\"a\",\"type\":\"digital\",\"traits\":{nested}}}"))
            .ExpectProblem(400, "depth");
        (await Ground.Http.PostAsync("/experiments", $"{{\"name\":\"a\",\"scenario\":{nested}}}"))
            .ExpectProblem(400, "depth");
    }

    [Fact]
    public async Task Brackets_that_never_close_are_malformed() =>
        (await Ground.Http.PostAsync("/reactions", new string('[', 100_000))).ExpectProblem(400);

    [Theory]
    [InlineData("POST", "/reactions", "text/plain")]
    [InlineData("POST", "/reactions", "application/xml")]
    [InlineData("POST", "/reactions", "application/x-www-form-urlencoded")]
    [InlineData("POST", "/reactions", "application/x-ndjson")]
    [InlineData("POST", "/agents", "text/plain")]
    [InlineData("POST", "/experiments", "multipart/form-data; boundary=x")]
    [InlineData("POST", "/experiments/{target}/reactions", "text/csv")]
    public async Task Another_media_type_is_unsupported(string method, string path, string mediaType)
    {
        var body = Caller.Body(Reaction("{}"), mediaType);
        (await Ground.Http.SendAsync(method, Fill(path), body)).ExpectProblem(415, "application/json");
    }

    [Fact]
    public async Task A_body_without_a_media_type_is_unsupported()
    {
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(Reaction("{}")));
        (await PostAsync(body)).ExpectProblem(415, "application/json");
    }

    [Fact]
    public async Task A_compressed_body_is_not_taken_for_json()
    {
        var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Reaction("{}")));
        var body = Caller.Body(compressed.ToArray(), "application/json");
        body.Headers.ContentEncoding.Add("gzip");
        var answer = await PostAsync(body);
        answer.ExpectProblem(415, "gzip", "without Content-Encoding");
        Assert.Equal("identity", answer.Header("Accept-Encoding"));
    }

    [Theory]
    [InlineData("POST", "/agents", "br")]
    [InlineData("POST", "/experiments/{target}/reactions", "gzip, gzip")]
    [InlineData("PATCH", "/agents/{agent}", "identity, zstd")]
    [InlineData("POST", "//hubs/experiments/negotiate?negotiateVersion=1", "gzip")]
    public async Task No_route_takes_a_body_that_is_coded(string method, string path, string coding)
    {
        var body = Caller.JsonBody("{}");
        body.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        (await Ground.Http.SendAsync(method, Fill(path), body)).ExpectProblem(415, coding);
    }

    [Fact]
    public async Task A_coding_that_is_none_is_fine()
    {
        var body = Caller.JsonBody("{}");
        body.Headers.ContentEncoding.Add("identity");
        (await PostAsync(body)).ExpectProblem(422);
    }

    private Task<Answer> PostAsync(HttpContent body) => Ground.Http.SendAsync("POST", "/reactions", body);
}
