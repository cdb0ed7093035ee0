using System.Diagnostics;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Documents within their limit of bytes that are made to cost more than they weigh.</summary>
public sealed class FloodedDocuments(HostileGround ground) : HostileSpec(ground)
{
    private const int Members = 80_000;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("/datasets", """{"name":"d","labels":[""", "1", "]}")]
    [InlineData("/datasets", """{"name":"d","labels":[""", "\"\\ud800\"", "]}")]
    [InlineData("/datasets", """{"name":"d","schema":{"fields":[""", "7", "]}}")]
    [InlineData("/models", """{"name":"m","version":"1","labels":[""", "null", "]}")]
    [InlineData("/agents", """{"name":"a","type":"digital","supported_operators":[""", "1", "]}")]
    public async Task Faults_by_the_hundred_thousand_are_told_by_the_dozen(string path, string start, string part, string end)
    {
        var clock = Stopwatch.StartNew();
        var parts = string.Join(',', Enumerable.Repeat(part, (1_000_000 - start.Length) / (part.Length + 1)));
        var answer = await Ground.Http.PostAsync(path, start + parts + end);
        var errors = answer.ExpectProblem(422).GetProperty("errors").EnumerateObject();
        Assert.InRange(errors.Count(), 1, Limits.FaultsTold);
        Assert.True(answer.Body.Length < 64 * 1024, $"the answer has {answer.Body.Length} bytes");
        Assert.True(clock.Elapsed < Soon, $"it took {clock.Elapsed}");
    }

    [Fact]
    public async Task A_pattern_that_would_take_a_huge_automaton_is_refused()
    {
        foreach (var pattern in new[] { "(((a{0,1000}){0,1000}){0,1000})", "((a{1,1000}){1,1000})", "(a?){100000}a{100000}" })
        {
            var field = $$$"""{"name":"x","type":"string","generator":{"kind":"categorical","values":["a"]},"constraints":{"pattern":"{{{pattern}}}"}}""";
            (await Ground.Http.PostAsync("/datasets", $$$"""{"name":"d","schema":{"fields":[{{{field}}}]}}""")).ExpectProblem(422, "pattern");
        }
    }

    [Theory]
    [InlineData("a{0:000000}", "b{0:000000}", 413)]
    [InlineData("a{0:000000}", "a{0:000000}", 200)]
    [InlineData(@"\u0061{0:000000}", @"\u0061{0:000000}", 200)]
    public async Task A_patch_of_many_members_takes_no_square_of_their_number(string there, string patched, int status)
    {
        // An agent that is not counted before and after.
        var agent = (await Ground.Http.PostAsync("/agents", $$"""{"name":"a","type":"digital","traits":{{Object(there)}}}""")).Expect(201);
        var path = $"/agents/{agent.Json.GetProperty("id").GetString()}";
        try
        {
            var clock = Stopwatch.StartNew();
            var body = Caller.Body($$"""{"traits":{{Object(patched)}}}""", "application/merge-patch+json");
            (await Ground.Http.SendAsync("PATCH", path, body)).Expect(status);
            Assert.True(clock.Elapsed < Soon, $"it took {clock.Elapsed}");
        }
        finally
        {
            await Ground.Http.DeleteAsync(path);
        }

        static string Object(string name) =>
            $"{{{string.Join(',', Enumerable.Range(0, Members * 9 / name.Length).Select(i => $"\"{string.Format(null, name, i)}\":1"))}}}";
    }
}
