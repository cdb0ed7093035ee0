using System.Text;
using System.Text.Json;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>NDJSON with bad lines: the line is named, what stood before it stands, what follows does not.</summary>
public sealed class BadLines(HostileGround ground) : HostileSpec(ground)
{
    private string Line(int n) => $"{{\"agent_id\":\"{Ground.Agent}\",\"payload\":{{\"n\":{n}}}}}";

    public static TheoryData<string, int, string> Bad => new()
    {
        { "{", 400, "JSON" },
        { "nonsense", 400, "JSON" },
        { """{"agent_id":"{agent}","payload":{}}{"agent_id":"{agent}","payload":{}}""", 400, "JSON" },
        { """{"agent_id":"{agent}","payload":{}},""", 400, "JSON" },
        { "[]", 422, "object" },
        { "null", 422, "object" },
        { """{"payload":{}}""", 422, "agent_id" },
        { """{"agent_id":"{agent}"}""", 422, "payload" },
        { """{"agent_id":"{agent}","payload":[]}""", 422, "payload" },
        { """{"agent_id":"seven","payload":{}}""", 422, "seven" },
        { """{"agent_id":"{agent}","payload":{},"id":"seven"}""", 422, "seven" },
        { """{"agent_id":"{nobody}","payload":{}}""", 404, "{nobody}" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_line_is_named_and_the_lines_before_it_stand(string bad, int status, string mention)
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        string[] lines = [Line(1), Line(2), Line(3), Fill(bad), Line(4)];
        var problem = (await PostAsync(experiment, string.Join('\n', lines)))
            .ExpectProblem(status, Fill(mention), "line 4");
        Assert.Equal(4, problem.Detail("line").GetInt32());
        Assert.Equal(3, problem.Detail("accepted").GetInt32());
        Assert.Equal(0, problem.Detail("duplicates").GetInt32());
        Assert.Equal(1, problem.Detail("first_seq").GetInt32());
        Assert.Equal(3, problem.Detail("last_seq").GetInt32());
        Assert.Equal([1, 2, 3], await NumbersAsync(experiment));
    }

    [Fact]
    public async Task A_bad_first_line_appends_nothing_and_names_no_seq()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        var problem = (await PostAsync(experiment, "oops\n" + Line(1))).ExpectProblem(400, "line 1");
        Assert.Equal(0, problem.Detail("accepted").GetInt32());
        Assert.Equal(JsonValueKind.Null, problem.Detail("first_seq").ValueKind);
        Assert.Equal(0, await Ground.Http.HeadAsync(experiment));
    }

    [Fact]
    public async Task A_bad_line_far_down_is_named_by_its_own_number()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        var lines = string.Join('\n', Enumerable.Range(1, 5000).Select(Line)) + "\n\n\n{broken\n" + Line(5001);
        var problem = (await PostAsync(experiment, lines)).ExpectProblem(400, "line 5003");
        Assert.Equal(5000, problem.Detail("accepted").GetInt32());
        Assert.Equal(5000, await Ground.Http.HeadAsync(experiment));
    }

    [Theory]
    [InlineData("1|2|3|")]
    [InlineData("1|2|3")]
    [InlineData("1\r|2\r|3\r|")]
    [InlineData("||1||2|||3||")]
    [InlineData("  1\t|   |2  |3\r| \r|")]
    public async Task Empty_lines_carriage_returns_and_a_missing_last_newline_are_fine(string shape)
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        var body = string.Concat(shape.Select(c => c switch
        {
            '|' => "\n",
            >= '1' and <= '3' => Line(c - '0'),
            _ => c.ToString(),
        }));
        var answer = (await PostAsync(experiment, body)).Expect(200);
        Assert.Equal(3, answer.Json.GetProperty("accepted").GetInt32());
        Assert.Equal([1, 2, 3], await NumbersAsync(experiment));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n\r\n   \n")]
    public async Task No_lines_append_nothing(string body)
    {
        var answer = (await PostAsync(Ground.Target, body)).Expect(200);
        Assert.Equal(0, answer.Json.GetProperty("accepted").GetInt32());
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("first_seq").ValueKind);
    }

    [Fact]
    public async Task A_last_line_cut_off_in_the_middle_is_a_bad_line()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        var problem = (await PostAsync(experiment, Line(1) + "\n" + Line(2)[..^5])).ExpectProblem(400, "line 2");
        Assert.Equal(1, problem.Detail("accepted").GetInt32());
        Assert.Equal([1], await NumbersAsync(experiment));
    }

    [Fact]
    public async Task A_connection_cut_off_in_mid_line_appends_whole_lines_only()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        await using (var connection = await OpenAsync(experiment))
        {
            await connection.SendAsync(Chunk(Line(1) + "\n" + Line(2) + "\n" + Line(3)[..^1]));
            connection.Finish();
            await connection.ReadToEndAsync();
        }
        Assert.DoesNotContain(3, await NumbersAsync(experiment));
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_an_upload_ends_it_with_a_conflict()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        (await Ground.Http.PostAsync($"/experiments/{experiment}/start")).Expect(200);
        await using var connection = await OpenAsync(experiment);
        await connection.SendAsync(Chunk(Line(1) + "\n" + Line(2) + "\n"));
        await Eventually.TrueAsync(
            async () => await Ground.Http.HeadAsync(experiment) == 3,
            TimeSpan.FromSeconds(5), () => "lines that have come are appended while the upload is still open");
        (await Ground.Http.PostAsync($"/experiments/{experiment}/stop")).Expect(200);
        await connection.SendAsync(Chunk(Line(3) + "\n") + "0\r\n\r\n");
        var problem = (await connection.ReadAnswerAsync()).ExpectProblem(409, "stopped");
        Assert.Equal(2, problem.Detail("accepted").GetInt32());
        Assert.Equal(4, await Ground.Http.HeadAsync(experiment));
    }

    private async Task<RawConnection> OpenAsync(string experiment)
    {
        var connection = await RawConnection.OpenAsync(Ground.Server.BaseUri);
        await connection.SendAsync(
            $"POST /api/v1/experiments/{experiment}/reactions HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        return connection;
    }

    private static string Chunk(string text) => $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n";

    private Task<Answer> PostAsync(string experiment, string lines) =>
        Ground.Http.PostLinesAsync($"/experiments/{experiment}/reactions", lines);

    private async Task<IEnumerable<int>> NumbersAsync(string experiment) =>
        (await Ground.Http.GetAsync($"/experiments/{experiment}/reactions?after=0&limit=1000")).Expect(200)
        .Json.GetProperty("reactions").EnumerateArray()
        .Select(one => one.GetProperty("payload").GetProperty("n").GetInt32());
}
