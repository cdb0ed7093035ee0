using System.Text;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>The check that judges a hundred thousand answers finds each way in which one can be wrong.</summary>
public sealed class AnswerCheckTests
{
    private const string Json = "application/json", Problem = "application/problem+json";
    private const string Thing = """{"id":"0190a0a0-7e57-7000-8000-000000000001","count":3,"kind":"big","made_at":"2026-01-01T12:00:00.5Z","of":null,"free":{"a":[1]}}""";

    private const string Refusal =
        """{"type":"about:blank","title":"Not Found","status":404,"detail":"There is no thing 7.","instance":"/things/7","error":{"message":"There is no thing 7.","status_code":404}}""";

    private static readonly ApiDocument Document = ApiDocument.Parse(
        """
        {"paths":{"/things/{id}":{"get":{"operationId":"getThing","responses":{
          "200":{"headers":{"ETag":{}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}},
          "404":{"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/ProblemBody"}}}},
          "422":{"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/ProblemBody"}}}}}}}},
        "components":{"schemas":{
          "Thing":{"type":"object","required":["id","count"],"properties":{
            "id":{"type":"string","format":"uuid"},"count":{"type":"integer","minimum":0,"maximum":9},"kind":{"enum":["big","small"],"type":"string"},
            "made_at":{"type":"string","format":"date-time"},"of":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Thing"}]},"free":{"type":"object"}}},
          "ProblemBody":{"type":"object","required":["type","title","status","detail","instance","error"],"properties":{
            "type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"instance":{"type":"string"},
            "errors":{"type":"object","additionalProperties":{"type":"array","items":{"type":"string"}}},
            "error":{"type":"object","required":["message","status_code"],"properties":{"message":{"type":"string"},"status_code":{"type":"integer"}}}}}}}}
        """);

    [Theory]
    [InlineData(200, Json, Thing)]
    [InlineData(404, Problem, Refusal)]
    public void An_answer_as_documented_is_right(int status, string type, string body) => Assert.Empty(FaultsOf(status, type, body));

    [Theory]
    [InlineData("\"count\":3", "\"count\":10", "more than")]
    [InlineData("\"count\":3", "\"count\":\"3\"", "not of type")]
    [InlineData("\"count\":3", "\"count\":3.5", "not of type")]
    [InlineData("\"count\":3,", "", "is missing")]
    [InlineData("\"count\":3", "\"count\":3,\"more\":1", "not documented")]
    [InlineData("\"big\"", "\"huge\"", "is none of")]
    [InlineData("0190a0a0-7e57", "0190a0a0_7e57", "is no uuid")]
    [InlineData("12:00:00.5Z", "12:00", "is no date-time")]
    [InlineData("\"of\":null", "\"of\":{\"id\":1}", "not exactly one of")]
    [InlineData("}}", "}", "no JSON")]
    public void A_body_that_does_not_fit_its_schema_is_found(string right, string wrong, string fault) =>
        Assert.Contains(FaultsOf(200, Json, Thing.Replace(right, wrong, StringComparison.Ordinal)), found => found.Contains(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData(500, Problem, Refusal, "at fault")]
    [InlineData(503, Problem, Refusal, "at fault")]
    [InlineData(201, Json, Thing, "201 is not documented")]
    [InlineData(409, Problem, Refusal, "409 is not documented")]
    [InlineData(200, "text/html", Thing, "the type 'text/html'")]
    [InlineData(404, Json, Refusal, "a refusal of the type")]
    [InlineData(422, Problem, Refusal, "another status")]
    [InlineData(404, Problem, "", "a refusal of the type")]
    public void An_answer_of_another_status_or_type_is_found(int status, string type, string body, string fault) =>
        Assert.Contains(FaultsOf(status, body.Length == 0 ? "" : type, body), found => found.Contains(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData("There is no thing 7.", "System.InvalidOperationException: no thing", "inside")]
    [InlineData("There is no thing 7.", "no file /data/secret/7", "inside")]
    [InlineData("There is no thing 7.", "22021: invalid byte sequence", "inside")]
    [InlineData("\"detail\":\"There is no thing 7.\"", "\"detail\":\"Nothing.\"", "differ")]
    [InlineData("\"title\":\"Not Found\"", "\"title\":\"\"", "no title")]
    [InlineData("\"error\":{", "\"errors\":{\"id\":[\"no\"]},\"error\":{", "goes with a 422")]
    public void A_refusal_that_says_too_much_or_too_little_is_found(string right, string wrong, string fault) =>
        Assert.Contains(FaultsOf(404, Problem, Refusal.Replace(right, wrong, StringComparison.Ordinal)), found => found.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public void A_documented_header_that_is_missing_is_found() =>
        Assert.Contains("the header ETag of 200 is missing", FaultsOf(200, Json, Thing, withTag: false));

    private static List<string> FaultsOf(int status, string type, string body, bool withTag = true)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = type };
        if (withTag)
            headers["ETag"] = "\"a\"";
        var draft = new RequestDraft(Document.Operations[0], "GET", "/things/7");
        return [.. new AnswerCheck(Document, "/data/secret").Faults(draft, new Answer(status, headers, Encoding.UTF8.GetBytes(body)))];
    }
}
