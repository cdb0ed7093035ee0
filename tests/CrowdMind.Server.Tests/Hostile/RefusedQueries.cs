using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Bad ids, bounds and cursors in paths and queries: refused with the range that would be right.</summary>
public sealed class RefusedQueries(HostileGround ground) : HostileSpec(ground)
{
    public static TheoryData<string, string, string> OutOfRange
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var list in new[] { "/agents", "/experiments", "/experiments/{target}/reactions" })
            {
                foreach (var limit in new[] { "0", "-1", "1001", "1.5", "many", "99999999999999999999", "0x10", "" })
                    rows.Add($"{list}?limit={limit}", "limit", "1000");
                foreach (var offset in new[] { "-1", "1.5", "few", "99999999999999999999" })
                    rows.Add($"{list}?offset={offset}", "offset", "0");
            }
            return rows;
        }
    }

    public static TheoryData<string, string> BadAfter
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var list in new[] { "reactions", "events" })
            {
                foreach (var after in new[] { "-1", "abc", "1.5", "1e3", "99999999999999999999", "0x1", "null", "1,2", "%2B1", "１", "%201" })
                    rows.Add($"/experiments/{{target}}/{list}?after={after}", after);
            }
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public async Task A_bound_out_of_its_range_is_refused_with_the_range(string path, string field, string mention) =>
        (await Ground.Http.GetAsync(Fill(path))).ExpectProblem(422, field, mention).Blaming(field);

    [Theory]
    [MemberData(nameof(BadAfter))]
    public async Task A_cursor_that_is_no_seq_is_refused(string path, string given) =>
        (await Ground.Http.GetAsync(Fill(path)))
            .ExpectProblem(422, "after", Uri.UnescapeDataString(given)).Blaming("after");

    [Theory]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task A_last_event_id_that_is_no_seq_is_refused(string id) =>
        (await Ground.Http.GetAsync(Fill("/experiments/{target}/events"), ("Last-Event-ID", id)))
            .ExpectProblem(422, "Last-Event-ID", id);

    [Theory]
    [InlineData("/experiments/{target}/reactions?after=4")]
    [InlineData("/experiments/{target}/events?after=4")]
    [InlineData("/experiments/{target}/events?after=9223372036854775807")]
    [InlineData("/experiments/{target}/reactions?after=9223372036854775807")]
    public async Task A_cursor_beyond_the_head_is_a_conflict_that_gives_the_head(string path)
    {
        var problem = (await Ground.Http.GetAsync(Fill(path))).ExpectProblem(409, "3");
        Assert.Equal(3, problem.Detail("head").GetInt64());
    }

    [Fact]
    public async Task A_last_event_id_beyond_the_head_is_a_conflict_that_gives_the_head()
    {
        var answer = await Ground.Http.GetAsync(
            Fill("/experiments/{target}/events?after=1"), ("Last-Event-ID", "1000000"));
        Assert.Equal(3, answer.ExpectProblem(409, "3").Detail("head").GetInt64());
    }

    [Theory]
    [InlineData("GET", "/agents/{id}")]
    [InlineData("DELETE", "/agents/{id}")]
    [InlineData("GET", "/experiments/{id}")]
    [InlineData("DELETE", "/experiments/{id}")]
    [InlineData("POST", "/experiments/{id}/start")]
    [InlineData("POST", "/experiments/{id}/stop")]
    [InlineData("GET", "/experiments/{id}/reactions")]
    [InlineData("GET", "/experiments/{id}/export")]
    [InlineData("GET", "/experiments/{id}/events")]
    [InlineData("GET", "/experiments/{id}/events?after=1")]
    public async Task An_id_of_nothing_is_not_found_and_one_that_is_no_id_is_refused(string method, string path)
    {
        var field = path.StartsWith("/agents", StringComparison.Ordinal) ? "agent_id" : "experiment_id";
        (await Ground.Http.SendAsync(method, path.Replace("{id}", Nobody, StringComparison.Ordinal), null))
            .ExpectProblem(404, Nobody);
        string[] wrong = ["seven", "1", "%7B%7D", "..%2f..%2fetc", Nobody + "0", Nobody[1..], "' or 1=1", Nobody.Replace("-", "", StringComparison.Ordinal)];
        foreach (var id in wrong)
        {
            (await Ground.Http.SendAsync(method, path.Replace("{id}", id, StringComparison.Ordinal), null))
                .ExpectProblem(422, "UUID").Blaming(field);
        }
    }

    [Theory]
    [InlineData("flying")]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("Running,Stopped")]
    public async Task A_status_that_is_none_is_refused_with_those_that_are(string status) =>
        (await Ground.Http.GetAsync($"/experiments?status={status}"))
            .ExpectProblem(422, "draft", "running", "stopped").Blaming("status");

    [Fact]
    public async Task A_name_to_look_for_that_no_database_could_keep_is_refused() =>
        (await Ground.Http.GetAsync("/models?name=mo%00od")).ExpectProblem(422, "U+0000").Blaming("name");

    [Theory]
    [InlineData("xml")]
    [InlineData("")]
    [InlineData("jsonl,csv")]
    public async Task An_export_format_that_is_none_is_refused_with_those_that_are(string format) =>
        (await Ground.Http.GetAsync(Fill($"/experiments/{{target}}/export?format={format}")))
            .ExpectProblem(422, "jsonl", "csv").Blaming("format");
}
