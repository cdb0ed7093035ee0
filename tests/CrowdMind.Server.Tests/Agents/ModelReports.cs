using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Agents;

/// <summary>What a device says of the model it has.</summary>
public sealed class ModelReports(AgentGround ground) : AgentSpec(ground)
{
    [Fact]
    public async Task The_agent_shows_what_it_is_to_run_beside_what_it_reports()
    {
        var (agent, model) = (await AgentCalls.NewAsync(Http), await AgentCalls.NewModelAsync(Http));
        (await AgentCalls.AssignAsync(Http, agent, model.Id())).Expect(200);
        foreach (var state in new[] { "downloading", "verified", "running", "failed" })
        {
            var error = state switch
            {
                "failed" => "\"no \\\"room\\\" 🚪\"",
                "running" => "\"\"",
                _ => "null",
            };
            var answer = (await AgentCalls.ReportAsync(Http, agent, AgentCalls.Report(state, new string('B', 64), error))).Expect(200).Json;
            var shown = (await Http.GetAsync($"/agents/{agent}")).Expect(200).Json;
            Assert.Equal(shown.GetProperty("reported").GetRawText(), answer.GetProperty("reported").GetRawText());
            Assert.Equal(shown.GetProperty("desired").GetRawText(), answer.GetProperty("desired").GetRawText());
            Assert.Equal(model.Id(), shown.GetProperty("desired").GetProperty("model_id").GetString());
            var reported = shown.GetProperty("reported");
            Assert.Equal((state, new string('b', 64)), (reported.GetProperty("state").GetString(), reported.GetProperty("checksum").GetString()));
            Assert.Equal(state == "failed" ? "no \"room\" 🚪" : null, reported.GetProperty("error").GetString());
        }
    }

    [Theory]
    [InlineData("""{"state":"running"}""", "checksum")]
    [InlineData("""{"checksum":"abc","state":"running"}""", "checksum")]
    [InlineData("""{"checksum":"zaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","state":"running"}""", "checksum")]
    [InlineData("""{"checksum":1,"state":"running"}""", "checksum")]
    [InlineData("""{"checksum":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""", "state")]
    [InlineData("""{"checksum":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","state":"fine"}""", "state")]
    [InlineData("""{"checksum":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","state":"failed","error":7}""", "error")]
    [InlineData("[]", "body")]
    public async Task A_report_out_of_its_rules_is_refused_and_changes_nothing(string report, string field)
    {
        var agent = await AgentCalls.NewAsync(Http);
        (await AgentCalls.ReportAsync(Http, agent, report)).ExpectProblem(422).Blaming(field);
        Assert.True((await Http.GetAsync($"/agents/{agent}")).Json.IsNull("reported"));
    }

    [Theory]
    [InlineData(1000, 200)]
    [InlineData(1001, 422)]
    public async Task An_error_has_up_to_1000_characters(int length, int status)
    {
        var error = $"\"{new string('ž', length)}\"";
        var agent = await AgentCalls.NewAsync(Http);
        (await AgentCalls.ReportAsync(Http, agent, AgentCalls.Report("failed", AgentCalls.SomeChecksum, error))).Expect(status);
    }

    [Fact]
    public async Task A_report_of_nobody_is_404_and_one_that_is_no_json_400_or_415()
    {
        var report = AgentCalls.Report("running", AgentCalls.SomeChecksum);
        (await AgentCalls.ReportAsync(Http, Nobody, report)).ExpectProblem(404, Nobody);
        (await AgentCalls.ReportAsync(Http, "ada", report)).ExpectProblem(422).Blaming("agent_id");
        var agent = await AgentCalls.NewAsync(Http);
        (await AgentCalls.ReportAsync(Http, agent, "running")).ExpectProblem(400);
        (await Http.SendAsync("POST", $"/agents/{agent}/model-status", Caller.Body(report, "text/plain"))).ExpectProblem(415);
    }
}
