using System.Text.Json;

namespace CrowdMind.Server.Tests.Api;

/// <summary>The document at /openapi.json says all of the contract and points at nothing that is not there.</summary>
public sealed class OpenApiDocument(ApiGround ground) : ApiSpec(ground)
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete"];

    private static readonly string[] Contract =
    [
        "get /health", "get /health/live", "get /health/ready", "get /api/v1/agents", "post /api/v1/agents",
        "get /api/v1/agents/{}", "patch /api/v1/agents/{}", "delete /api/v1/agents/{}", "get /api/v1/agents/{}/model",
        "delete /api/v1/agents/{}/model", "post /api/v1/agents/{}/assign-model/{}", "post /api/v1/agents/{}/unassign-model",
        "post /api/v1/agents/{}/model-status", "get /api/v1/experiments/{}/agents", "put /api/v1/experiments/{}/agents/{}",
        "delete /api/v1/experiments/{}/agents/{}", "get /api/v1/experiments", "post /api/v1/experiments",
        "get /api/v1/experiments/{}", "delete /api/v1/experiments/{}", "post /api/v1/experiments/{}/start",
        "post /api/v1/experiments/{}/stop", "post /api/v1/reactions", "post /api/v1/experiments/{}/reactions",
        "get /api/v1/datasets", "post /api/v1/datasets", "get /api/v1/datasets/{}", "delete /api/v1/datasets/{}",
        "get /api/v1/datasets/{}/profile", "get /api/v1/datasets/{}/rows", "get /api/v1/datasets/{}/export",
        "post /api/v1/datasets/{}/generate", "get /api/v1/jobs/{}", "delete /api/v1/jobs/{}",
        "get /api/v1/models", "post /api/v1/models", "get /api/v1/models/{}", "delete /api/v1/models/{}",
        "post /api/v1/models/{}/upload", "get /api/v1/models/{}/download", "get /api/v1/models/{}/aliases",
        "put /api/v1/models/{}/aliases/{}", "delete /api/v1/models/{}/aliases/{}",
        "get /api/v1/experiments/{}/reactions", "get /api/v1/experiments/{}/export", "get /api/v1/experiments/{}/events",
    ];

    [Fact]
    public async Task It_is_openapi_3_1_with_a_title_and_a_version()
    {
        var answer = (await Http.GetAsync("//openapi.json")).Expect(200);
        Assert.Equal("application/json", answer.MediaType);
        Assert.StartsWith("3.1", answer.Json.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.NotEqual("", answer.Json.GetProperty("info").GetProperty("title").GetString());
        Assert.NotEqual("", answer.Json.GetProperty("info").GetProperty("version").GetString());
    }

    [Fact]
    public async Task Every_route_of_the_contract_is_in_it()
    {
        var documented = (await OperationsAsync()).Select(one => one.Name).ToHashSet();
        Assert.All(Contract, route => Assert.Contains(route, documented));
    }

    [Fact]
    public async Task Every_operation_has_an_id_of_its_own_a_summary_and_a_tag()
    {
        var operations = await OperationsAsync();
        foreach (var (name, operation) in operations)
        {
            Assert.False(string.IsNullOrWhiteSpace(Text(operation, "operationId")), $"{name} has no operationId");
            Assert.False(string.IsNullOrWhiteSpace(Text(operation, "summary")), $"{name} has no summary");
            Assert.True(operation.TryGetProperty("tags", out var tags), $"{name} has no tags");
            Assert.NotEqual(0, tags.GetArrayLength());
        }
        var ids = operations.Select(one => Text(one.Operation, "operationId")).ToArray();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task What_a_problem_may_leave_out_is_not_required()
    {
        var schemas = (await Http.GetAsync("//openapi.json")).Expect(200).Json.GetProperty("components").GetProperty("schemas");
        IEnumerable<string?> Required(string schema) =>
            schemas.GetProperty(schema).GetProperty("required").EnumerateArray().Select(name => name.GetString());
        Assert.Equal(["type", "title", "status", "detail", "instance", "error"], Required("ProblemBody"));
        Assert.Equal(["message", "status_code"], Required("ProblemError"));
    }

    [Fact]
    public async Task Every_operation_tells_its_success_and_its_errors_as_problem_documents()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            var responses = operation.GetProperty("responses").EnumerateObject().ToArray();
            Assert.True(responses.Any(one => one.Name[0] is '1' or '2'), $"{name} has no success");
            var errors = responses.Where(one => one.Name[0] is '4' or '5').ToArray();
            // The plain and the live health route have nothing to refuse.
            var health = name.Contains("/health", StringComparison.Ordinal);
            Assert.True(health || errors.Length > 0, $"{name} has no errors");
            foreach (var error in errors.Where(_ => !health))
            {
                Assert.True(
                    error.Value.TryGetProperty("content", out var content)
                    && content.TryGetProperty("application/problem+json", out _),
                    $"{name}: {error.Name} is no problem document");
            }
        }
    }

    [Theory]
    [InlineData("post /api/v1/reactions", "200 201 400 404 409 413 415 422 503")]
    [InlineData("post /api/v1/experiments/{}/reactions", "200 400 404 409 413 415 422 503")]
    [InlineData("get /api/v1/experiments/{}/reactions", "200 404 409 422")]
    [InlineData("get /api/v1/experiments/{}/events", "200 404 409 422")]
    [InlineData("get /api/v1/experiments/{}/export", "200 404 422")]
    [InlineData("post /api/v1/experiments/{}/start", "200 404 409 422")]
    [InlineData("post /api/v1/experiments/{}/stop", "200 404 409 422")]
    [InlineData("delete /api/v1/experiments/{}", "204 404 422")]
    [InlineData("post /api/v1/datasets/{}/generate", "200 202 404 409 422 503")]
    [InlineData("get /api/v1/datasets/{}/export", "200 304 404 422")]
    [InlineData("delete /api/v1/jobs/{}", "202 404 409 422")]
    [InlineData("post /api/v1/models/{}/upload", "200 400 404 409 413 415 422 503")]
    [InlineData("get /api/v1/models/{}/download", "200 404 409 422")]
    [InlineData("post /api/v1/agents", "201 400 413 415 422")]
    [InlineData("get /api/v1/agents/{}", "200 404 422")]
    [InlineData("patch /api/v1/agents/{}", "200 400 404 413 415 422")]
    [InlineData("post /api/v1/agents/{}/assign-model/{}", "200 404 409 422")]
    [InlineData("get /api/v1/agents/{}/model", "200 304 404 422")]
    public async Task The_statuses_of_the_contract_are_told(string name, string statuses)
    {
        var operation = (await OperationsAsync()).Single(one => one.Name == name).Operation;
        var told = Members(operation.GetProperty("responses"));
        Assert.All(statuses.Split(' '), status => Assert.Contains(status, told));
    }

    [Fact]
    public async Task Every_body_that_goes_in_and_every_json_that_comes_out_has_an_example()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            if (operation.TryGetProperty("requestBody", out var body))
                AssertExamples($"{name} in", body.GetProperty("content"));
            foreach (var response in operation.GetProperty("responses").EnumerateObject())
            {
                if (response.Name[0] == '2' && response.Value.TryGetProperty("content", out var content))
                    AssertExamples($"{name} {response.Name}", content);
            }
        }
    }

    [Fact]
    public async Task Every_reference_resolves()
    {
        var document = (await Http.GetAsync("//openapi.json")).Json;
        var references = References(document).ToArray();
        Assert.NotEmpty(references);
        foreach (var reference in references)
        {
            Assert.StartsWith("#/", reference, StringComparison.Ordinal);
            var at = document;
            foreach (var step in reference[2..].Split('/').Select(Uri.UnescapeDataString))
            {
                var slashed = step.Replace("~1", "/", StringComparison.Ordinal);
                var name = slashed.Replace("~0", "~", StringComparison.Ordinal);
                Assert.True(at.TryGetProperty(name, out at), $"{reference} leads nowhere");
            }
        }
    }

    [Fact]
    public async Task Every_parameter_of_a_path_is_declared()
    {
        var document = (await Http.GetAsync("//openapi.json")).Json;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            var named = path.Name.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));
            foreach (var operation in path.Value.EnumerateObject().Where(one => Verbs.Contains(one.Name)))
            {
                JsonElement[] parameters = operation.Value.TryGetProperty("parameters", out var own)
                    ? [.. own.EnumerateArray()] : [];
                Assert.Equal(
                    named.Order(),
                    parameters.Where(one => Text(one, "in") == "path").Select(one => Text(one, "name")!).Order());
            }
        }
    }

    [Theory]
    [InlineData("get /api/v1/agents")]
    [InlineData("get /api/v1/experiments")]
    [InlineData("get /api/v1/experiments/{}/reactions")]
    public async Task Bounds_are_whole_numbers_with_their_ranges(string name)
    {
        var operation = (await OperationsAsync()).Single(one => one.Name == name).Operation;
        var schemas = operation.GetProperty("parameters").EnumerateArray()
            .ToDictionary(one => Text(one, "name")!, one => one.GetProperty("schema"));
        Assert.Contains("integer", schemas["limit"].GetProperty("type").ToString(), StringComparison.Ordinal);
        Assert.Equal(1, schemas["limit"].GetProperty("minimum").GetInt32());
        Assert.Equal(1000, schemas["limit"].GetProperty("maximum").GetInt32());
        Assert.Equal(100, schemas["limit"].GetProperty("default").GetInt32());
        Assert.Contains("integer", schemas["offset"].GetProperty("type").ToString(), StringComparison.Ordinal);
        Assert.Equal(0, schemas["offset"].GetProperty("minimum").GetInt32());
    }

    private async Task<(string Name, JsonElement Operation)[]> OperationsAsync()
    {
        var paths = (await Http.GetAsync("//openapi.json")).Expect(200).Json.GetProperty("paths");
        return [.. from path in paths.EnumerateObject()
                   from operation in path.Value.EnumerateObject()
                   where Verbs.Contains(operation.Name)
                   select ($"{operation.Name} {WithoutNames(path.Name)}", operation.Value)];
    }

    private static string WithoutNames(string path) =>
        string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? "{}" : part));

    private static void AssertExamples(string where, JsonElement content)
    {
        foreach (var media in content.EnumerateObject())
        {
            Assert.True(
                media.Value.TryGetProperty("example", out _) || media.Value.TryGetProperty("examples", out _),
                $"{where}: {media.Name} has no example");
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(one =>
            one is { Name: "$ref", Value.ValueKind: JsonValueKind.String }
                ? [one.Value.GetString()!]
                : References(one.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
