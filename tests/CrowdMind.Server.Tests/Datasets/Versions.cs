using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>Versions of datasets that are generated, listed, handed out and compared.</summary>
public sealed class Versions(DatasetGround ground) : DatasetSpec(ground)
{
    private static readonly string[] Members =
        ["id", "dataset_id", "version", "file_path", "format", "checksum", "size_kb", "row_count", "schema", "stats", "created_at"];

    [Fact]
    public async Task The_first_version_fills_the_dataset_that_waits_for_it()
    {
        var dataset = await VersionCalls.NewNameAsync(Http);
        Assert.Empty((await Http.GetAsync($"/datasets/{dataset}/versions")).Expect(200).Json.EnumerateArray());
        var answer = await MakeAsync(dataset, "1.0", 200);
        var version = answer.Expect(201).Json;
        Assert.Equal(Members, version.EnumerateObject().Select(member => member.Name));
        Assert.Equal((dataset, dataset), (version.GetProperty("id").GetString(), version.GetProperty("dataset_id").GetString()));
        Assert.Equal($"/api/v1/datasets/{dataset}", answer.Header("Location"));
        Assert.Equal(200, version.GetProperty("stats").GetProperty("rows").GetInt64());
        Assert.Equal("generated", (await Http.GetAsync($"/datasets/{dataset}")).Expect(200).Json.GetProperty("state").GetString());
        (await MakeAsync(dataset, "1.0", 200)).ExpectProblem(409, "1.0", dataset);
    }

    [Fact]
    public async Task Without_a_schema_rows_are_five_numbers_and_the_label()
    {
        var dataset = await VersionCalls.NewNameAsync(Http);
        (await MakeAsync(dataset, "1.0", 50)).Expect(201);
        var lines = (await VersionCalls.FetchAsync(Http, dataset)).Expect(200).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("feature_1,feature_2,feature_3,feature_4,feature_5,label", lines[0]);
        Assert.Equal(51, lines.Length);
        Assert.All(lines[1..], line => Assert.Equal(5, line.Split(',')[..5].Count(cell => double.TryParse(cell, out _))));
    }

    [Fact]
    public async Task A_later_version_is_a_dataset_of_its_own_that_does_all_that_datasets_do()
    {
        var dataset = await VersionCalls.NewNameAsync(Http, ""","labels":["in","out"],"schema":{"fields":[{"name":"age","type":"integer","generator":{"kind":"poisson","mean":9}}]}""");
        var first = (await MakeAsync(dataset, "a", 300)).Expect(201).Json.Id();
        var second = (await MakeAsync(first, "b", 400)).Expect(201).Json.Id();
        Assert.Equal(3, new[] { dataset, first, second }.Distinct().Count());
        foreach (var id in new[] { dataset, first, second })
        {
            var versions = (await Http.GetAsync($"/datasets/{id}/versions?limit=1")).Expect(200);
            Assert.Equal("2", versions.Header("X-Total-Count"));
            Assert.Contains("rel=\"next\"", versions.Header("Link"), StringComparison.Ordinal);
            Assert.Equal(second, Assert.Single(versions.Json.EnumerateArray()).Id());
        }

        Assert.Equal(400, (await RowsAsync(second)).Length);
        Assert.InRange((await RowsAsync(second, "?split=train")).Length, 270, 290);
        Assert.Equal(400, (await Http.GetAsync($"/datasets/{second}/profile")).Expect(200).Json.GetProperty("rows").GetInt64());
        var flat = (await Http.GetAsync($"/datasets/{second}/export?format=csv&layout=flat")).Expect(200).Body;
        Assert.Equal(flat, (await VersionCalls.FetchAsync(Http, second)).Expect(200).Body);
        var model = (await Http.PostAsync("/models", $$"""{"name":"of {{second}}","version":"1","dataset_id":"{{second}}"}""")).Expect(201).Json;
        Assert.Equal(64, model.GetProperty("dataset_checksum").GetString()!.Length);
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_rows_with_other_labels_if_asked()
    {
        var dataset = await VersionCalls.NewNameAsync(Http);
        var one = (await MakeAsync(dataset, "1", 100, ""","seed":7""")).Expect(201).Json;
        var same = (await MakeAsync(dataset, "2", 100, ""","seed":7""")).Expect(201).Json;
        var other = (await MakeAsync(dataset, "3", 100, ""","seed":7,"labels":["cat","dog"]""")).Expect(201).Json;
        Assert.Equal(one.GetProperty("checksum").GetString(), same.GetProperty("checksum").GetString());
        Assert.Equal(["cat", "dog"], other.GetProperty("stats").GetProperty("labels").EnumerateObject().Select(label => label.Name));
    }

    [Fact]
    public async Task A_version_takes_no_rows_of_the_old_call()
    {
        var dataset = await VersionCalls.NewNameAsync(Http);
        var version = (await MakeAsync(dataset, "1.0", 20)).Expect(201).Json.Id();
        (await Http.PostAsync($"/datasets/{version}/generate?n=10")).ExpectProblem(409, "does not change");
        Assert.Equal(20, await RowCountAsync(version));
    }

    [Fact]
    public async Task A_dataset_that_waited_may_still_grow_and_then_has_its_version()
    {
        var dataset = await VersionCalls.NewNameAsync(Http);
        await GenerateAsync(dataset, 30);
        (await MakeAsync(dataset, "1.0", 20)).ExpectProblem(409, "1.0");
        Assert.Equal(30, await RowCountAsync(dataset));
        var listed = Assert.Single((await Http.GetAsync($"/datasets/{dataset}/versions")).Expect(200).Json.EnumerateArray());
        Assert.Equal(JsonValueKind.Null, listed.GetProperty("file_path").ValueKind);
    }

    [Fact]
    public async Task A_dataset_that_grows_is_handed_out_as_it_is_and_anew_when_it_has_grown()
    {
        var dataset = await NewAsync();
        (await Http.GetAsync($"/datasets/versions/{dataset}/download")).ExpectProblem(409, "no rows");
        await GenerateAsync(dataset, 30);
        var first = (await VersionCalls.FetchAsync(Http, dataset)).Expect(200).Body;
        Assert.Equal((await Http.GetAsync($"/datasets/{dataset}/export?format=csv&layout=flat")).Expect(200).Body, first);
        await GenerateAsync(dataset, 30);
        var second = (await VersionCalls.FetchAsync(Http, dataset)).Expect(200);
        Assert.Equal((await Http.GetAsync($"/datasets/{dataset}/export?format=csv&layout=flat")).Expect(200).Body, second.Body);
        var flat = DatasetCalls.Files(Ground.Server.DataFolder).Where(file => file.Contains($"{dataset}/flat/", StringComparison.Ordinal));
        Assert.Single(flat);
        (await Http.DeleteAsync($"/datasets/{dataset}")).Expect(204);
        Assert.DoesNotContain(DatasetCalls.Files(Ground.Server.DataFolder), file => file.Contains(dataset, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_url_needs_nothing_else_and_takes_ranges_and_the_etag()
    {
        var dataset = await VersionCalls.NewNameAsync(Http);
        var version = (await MakeAsync(dataset, "1.0", 500)).Expect(201).Json;
        var download = (await Http.GetAsync($"/datasets/versions/{version.Id()}/download?expires=120")).Expect(200).Json;
        Assert.Equal(version.GetProperty("checksum").GetString(), download.GetProperty("checksum").GetString());
        var whole = (await VersionCalls.FetchAsync(Http, version.Id())).Expect(200);
        Assert.Equal(VersionCalls.Sha256(whole.Body), version.GetProperty("checksum").GetString());
        Assert.Equal((whole.Body.Length + 1023) / 1024, version.GetProperty("size_kb").GetInt64());
        var part = (await VersionCalls.FetchAsync(Http, version.Id(), ("Range", "bytes=10-19"))).Expect(206);
        Assert.Equal(whole.Body[10..20], part.Body);
        (await VersionCalls.FetchAsync(Http, version.Id(), ("If-None-Match", whole.Header("ETag")!))).Expect(304);
        (await Http.GetAsync($"/datasets/versions/{version.Id()}/download?expires=5")).ExpectProblem(422, "expires");
    }

    [Fact]
    public async Task Two_who_make_the_same_version_at_once_get_one_201_and_one_409()
    {
        for (var round = 0; round < 3; round++)
        {
            var dataset = await VersionCalls.NewNameAsync(Http);
            foreach (var version in new[] { "1.0", "2.0" })
            {
                var answers = await Task.WhenAll(MakeAsync(dataset, version, 3000), MakeAsync(dataset, version, 3000));
                Assert.Equal([201, 409], answers.Select(answer => answer.Status).Order());
            }

            var ids = (await Http.GetAsync($"/datasets/{dataset}/versions")).Expect(200).Json.EnumerateArray().Select(one => one.Id()).ToArray();
            Assert.Equal(2, ids.Length);
            var folders = DatasetCalls.Files(Ground.Server.DataFolder).Count(file => ids.Any(id => file.Contains(id, StringComparison.Ordinal)));
            Assert.Equal(4, folders);
        }
    }

    [Fact]
    public async Task A_cancelled_making_leaves_nothing()
    {
        var dataset = await VersionCalls.NewNameAsync(Http);
        var answer = (await Http.PostAsync($"/datasets/{dataset}/generate", """{"version":"9","n":2000000}""", ("Prefer", "respond-async"))).Expect(202);
        var job = answer.Header("Location")!["/api/v1".Length..];
        await DatasetCalls.StoresAsync(Http, job);
        (await Http.DeleteAsync(job)).Expect(202);
        await DatasetCalls.BecomesAsync(Http, job, "cancelled");
        Assert.Empty((await Http.GetAsync($"/datasets/{dataset}/versions")).Expect(200).Json.EnumerateArray());
        var id = answer.Json.GetProperty("dataset_id").GetString()!;
        Assert.DoesNotContain(DatasetCalls.Files(Ground.Server.DataFolder), file => file.Contains(id, StringComparison.Ordinal));
        (await MakeAsync(dataset, "9", 10)).Expect(201);
    }

    [Theory]
    [InlineData("""{"n":10}""", "version")]
    [InlineData("""{"version":"1"}""", "n")]
    [InlineData("""{"version":"1","n":0}""", "n")]
    [InlineData("""{"version":"1","n":1.5}""", "n")]
    [InlineData("""{"version":"1","n":2000001}""", "n")]
    [InlineData("""{"version":"1","n":1,"seed":-1}""", "seed")]
    [InlineData("""{"version":"1","n":1,"labels":["a","a"]}""", "labels[1]")]
    [InlineData("""{"version":" ","n":1}""", "version")]
    public async Task A_body_out_of_its_rules_is_refused_by_the_field(string body, string field) =>
        (await Http.PostAsync($"/datasets/{await NewAsync()}/generate", body)).ExpectProblem(422, field).Blaming(field);

    [Theory]
    [InlineData("GET", $"/datasets/{Nobody}/versions")]
    [InlineData("GET", $"/datasets/versions/{Nobody}/download")]
    [InlineData("GET", $"/datasets/{Nobody}/diff/{Nobody}")]
    [InlineData("POST", $"/datasets/{Nobody}/versions?version=1")]
    public async Task An_unknown_dataset_is_404(string verb, string path) =>
        (await Http.SendAsync(verb, path, null)).ExpectProblem(404, Nobody);

    [Fact]
    public async Task What_is_said_about_a_dataset_is_kept()
    {
        var dataset = (await Http.PostAsync(
            "/datasets", """{"name":"moods","dataset_type":"mixed","created_by":"ada","description":"how they feel"}""")).Expect(201).Json;
        Assert.Equal(
            ("1.0", "waiting", "mixed", "ada", "how they feel"),
            (Text("version"), Text("state"), Text("dataset_type"), Text("created_by"), Text("description")));
        (await Http.PostAsync("/datasets", """{"name":"moods","dataset_type":"other"}""")).ExpectProblem(422).Blaming("dataset_type");

        string? Text(string member) => dataset.GetProperty(member).GetString();
    }

    private Task<Answer> MakeAsync(string dataset, string version, int rows, string more = "") =>
        Http.PostAsync($"/datasets/{dataset}/generate", $$"""{"version":"{{version}}","n":{{rows}}{{more}}}""");
}
