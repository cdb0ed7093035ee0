using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Models;

public sealed class ModelRoutes(ModelGround ground) : ModelSpec(ground)
{
    [Fact]
    public async Task A_created_model_is_answered_whole_and_found_again()
    {
        var name = ModelCalls.NewName();
        var dataset = (await Http.PostAsync("/datasets", """{"name":"d"}""")).Expect(201).Json.GetProperty("id").GetString();
        var checksum = (await Http.PostAsync($"/datasets/{dataset}/generate?n=5&seed=1")).Expect(200).Json.GetProperty("checksum").GetString();
        var answer = (await Http.PostAsync(
            "/models",
            $$$"""{"name":"{{{name}}}","version":"1.0 β","target_device":"esp32-s3","labels":["calm","angry"],"description":"by hand","dataset_id":"{{{dataset}}}","metrics":{"acc" : 0.930}}"""))
            .Expect(201);
        var id = answer.Json.GetProperty("id").GetString();
        Assert.Equal($"/api/v1/models/{id}", answer.Header("Location"));
        Assert.StartsWith(
            $$$"""{"id":"{{{id}}}","name":"{{{name}}}","version":"1.0 β","target_device":"esp32-s3","labels":["calm","angry"],"storage_path":null,"checksum":null,"size":null,"signature":null,"created_at":"20""",
            answer.Text,
            StringComparison.Ordinal);
        Assert.EndsWith(
            $$$"""Z","description":"by hand","dataset_id":"{{{dataset}}}","dataset_checksum":"{{{checksum}}}","metrics":{"acc" : 0.930}}""",
            answer.Text,
            StringComparison.Ordinal);
        Assert.Equal(answer.Text, (await Http.GetAsync($"/models/{id}")).Expect(200).Text);
    }

    [Fact]
    public async Task Little_is_needed()
    {
        var model = await ModelAsync(await NewAsync());
        Assert.Equal(0, model.GetProperty("labels").GetArrayLength());
        foreach (var member in new[] { "target_device", "description", "dataset_id", "dataset_checksum", "metrics" })
            Assert.Equal(JsonValueKind.Null, model.GetProperty(member).ValueKind);
    }

    [Theory]
    [InlineData("""{"version":"1"}""", "name")]
    [InlineData("""{"name":" ","version":"1"}""", "name")]
    [InlineData("""{"name":"m"}""", "version")]
    [InlineData("""{"name":"m","version":1.0}""", "version")]
    [InlineData("""{"name":"m","version":"123456789012345678901234567890123456789012345678901"}""", "version")]
    [InlineData("""{"name":"m","version":"1","target_device":["esp32"]}""", "target_device")]
    [InlineData("""{"name":"m","version":"1","labels":"a"}""", "labels")]
    [InlineData("""{"name":"m","version":"1","labels":["a",""]}""", "labels[1]")]
    [InlineData("""{"name":"m","version":"1","labels":[null]}""", "labels[0]")]
    [InlineData("""{"name":"m","version":"1","description":"a\u0000b"}""", "description")]
    [InlineData("""{"name":"m","version":"1","dataset_id":"the first"}""", "dataset_id")]
    [InlineData("""{"name":"m","version":"1","dataset_id":7}""", "dataset_id")]
    [InlineData("""{"name":"m","version":"1","dataset_id":"01234567-89ab-7cde-8f01-23456789abcd"}""", "dataset_id")]
    [InlineData("""{"name":"m","version":"1","metrics":[0.9]}""", "metrics")]
    public async Task A_model_out_of_its_rules_is_refused_by_the_field(string body, string field) =>
        (await Http.PostAsync("/models", body)).ExpectProblem(422, field).Blaming(field);

    [Fact]
    public async Task Metrics_are_bounded_and_the_bound_is_told()
    {
        var body = $$$"""{"name":"m","version":"{{{Guid.NewGuid()}}}","metrics":{"loss":"{{{new string('x', 64 * 1024)}}}"}}""";
        (await Http.PostAsync("/models", body)).ExpectProblem(422, "65536 at most").Blaming("metrics");
    }

    [Fact]
    public async Task A_version_is_taken_once_and_the_refusal_names_who_has_it()
    {
        var name = ModelCalls.NewName();
        var first = await NewAsync(name);
        (await Http.PostAsync("/models", $$"""{"name":"{{name}}","version":"1.0"}""")).ExpectProblem(409, first, "1.0");
        await NewAsync(name, "1.1");
    }

    [Fact]
    public async Task Models_are_listed_newest_first_all_or_those_of_a_name()
    {
        var name = ModelCalls.NewName() + "/ü";
        var (first, other, second) = (await NewAsync(name), await NewAsync(), await NewAsync(name, "2"));
        var versions = (await Http.GetAsync($"/models?name={Uri.EscapeDataString(name)}&limit=1")).Expect(200);
        Assert.Equal([second], Ids(versions));
        Assert.Equal("2", versions.Header("X-Total-Count"));
        Assert.Contains($"name={Uri.EscapeDataString(name)}&limit=1&offset=1>; rel=\"next\"", versions.Header("Link"), StringComparison.Ordinal);
        Assert.Equal([second, other, first], Ids((await Http.GetAsync("/models")).Expect(200)).Take(3));
        Assert.Empty(Ids((await Http.GetAsync("/models?name=nobody")).Expect(200)));
        (await Http.GetAsync("/models?limit=0")).ExpectProblem(422, "limit");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/upload")]
    [InlineData("GET", "/download")]
    public async Task An_unknown_model_is_404_and_what_means_none_422(string verb, string path)
    {
        (await Http.SendAsync(verb, $"/models/{Nobody}{path}", Body())).ExpectProblem(404, Nobody);
        (await Http.SendAsync(verb, $"/models/nobody{path}", Body())).ExpectProblem(422, "nobody").Blaming("model_id");

        HttpContent? Body() => verb == "POST" ? Caller.Form(("file", ModelCalls.Sample(), "m")) : null;
    }

    [Fact]
    public async Task A_deleted_model_is_gone_with_its_bytes_and_its_url()
    {
        var (model, other) = (await NewAsync(), await NewAsync());
        (await ModelCalls.UploadAsync(Http, model, ModelCalls.Sample())).Expect(200);
        (await ModelCalls.UploadAsync(Http, other, ModelCalls.Sample())).Expect(200);
        var url = await ModelCalls.UrlAsync(Http, model);
        Assert.Single(FilesOf(model));
        (await Http.DeleteAsync($"/models/{model}")).Expect(204);
        Assert.Empty(FilesOf(model));
        (await Http.GetAsync("/" + url.PathAndQuery)).ExpectProblem(404);
        (await Http.DeleteAsync($"/models/{model}")).ExpectProblem(404, model);
        Assert.Equal(ModelCalls.Sample(), (await ModelCalls.FetchAsync(Http, other)).Expect(200).Body);
    }

    [Fact]
    public async Task Force_is_true_or_false()
    {
        var model = await NewAsync();
        (await Http.DeleteAsync($"/models/{model}?force=maybe")).ExpectProblem(422, "maybe").Blaming("force");
        (await Http.DeleteAsync($"/models/{model}?force=true")).Expect(204);
    }

    private static IEnumerable<string?> Ids(Answer answer) => answer.Json.EnumerateArray().Select(one => one.GetProperty("id").GetString());
}
