using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Datasets;

public sealed class DatasetRoutes(DatasetGround ground) : DatasetSpec(ground)
{
    private const string Schema =
        """{"fields":[{"name":"age","type":"integer","generator":{"kind":"normal","mean":40,"stddev":9}},{"name":"at","type":"object","fields":[{"name":"x","type":"number","generator":{"kind":"uniform","min":0,"max":1}}]}]}""";

    [Fact]
    public async Task A_created_dataset_is_answered_whole_and_found_again()
    {
        var answer = (await Http.PostAsync(
            "/datasets", $$$"""{"name":"visitors","version":"2.1","labels":["in","out"],"schema":{{{Schema}}}}""")).Expect(201);
        var dataset = answer.Json;
        var id = dataset.GetProperty("id").GetString();
        Assert.Equal($"/api/v1/datasets/{id}", answer.Header("Location"));
        Assert.Equal("visitors", dataset.GetProperty("name").GetString());
        Assert.Equal("2.1", dataset.GetProperty("version").GetString());
        Assert.Equal(["in", "out"], dataset.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal(Schema, dataset.GetProperty("schema").GetRawText());
        Assert.Equal(0, dataset.GetProperty("row_count").GetInt64());
        Assert.Equal(JsonValueKind.Null, dataset.GetProperty("checksum").ValueKind);
        Assert.Equal(answer.Text, (await Http.GetAsync($"/datasets/{id}")).Expect(200).Text);
    }

    [Fact]
    public async Task What_is_left_out_is_as_in_the_first_version()
    {
        var dataset = (await Http.PostAsync("/datasets", """{"name":"d"}""")).Expect(201).Json;
        Assert.Equal("1.0", dataset.GetProperty("version").GetString());
        Assert.Equal(
            ["positive", "negative", "neutral"], dataset.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":" "}""", "name")]
    [InlineData("""{"name":"d","version":""}""", "version")]
    [InlineData("""{"name":"d","version":"123456789012345678901234567890123456789012345678901"}""", "version")]
    [InlineData("""{"name":"d","labels":"a"}""", "labels")]
    [InlineData("""{"name":"d","labels":["a",2]}""", "labels[1]")]
    [InlineData("""{"name":"d","labels":["a","\ud800"]}""", "labels[1]")]
    [InlineData("""{"name":"d","schema":[1]}""", "schema")]
    [InlineData("""{"name":"d","schema":{"fields":[{"name":"a","type":"number","generator":{"kind":"normal","mean":0,"stddev":-1}}]}}""", "schema.fields[0].generator.stddev")]
    [InlineData("""{"name":"d","schema":{"fields":[{"name":"a","type":"wonder"}]}}""", "schema.fields[0].type")]
    public async Task A_dataset_out_of_its_rules_is_refused_by_the_field(string body, string field) =>
        (await Http.PostAsync("/datasets", body)).ExpectProblem(422, field).Blaming(field);

    [Fact]
    public async Task Datasets_are_listed_newest_first_with_the_size_of_the_whole()
    {
        var (first, second) = (await NewAsync(), await NewAsync());
        var answer = (await Http.GetAsync("/datasets?limit=2")).Expect(200);
        Assert.Equal([second, first], answer.Json.EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        Assert.True(long.Parse(answer.Header("X-Total-Count")!, System.Globalization.CultureInfo.InvariantCulture) >= 2);
        Assert.Contains("rel=\"next\"", answer.Header("Link"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("GET", "/rows")]
    [InlineData("GET", "/export")]
    [InlineData("GET", "/profile")]
    [InlineData("POST", "/generate")]
    public async Task An_unknown_dataset_is_404_and_an_id_that_is_none_422(string verb, string path)
    {
        (await Http.SendAsync(verb, $"/datasets/{Nobody}{path}", null)).ExpectProblem(404, Nobody);
        (await Http.SendAsync(verb, $"/datasets/nobody{path}", null)).ExpectProblem(422, "nobody").Blaming("dataset_id");
    }

    [Fact]
    public async Task A_deleted_dataset_is_gone_with_its_bytes()
    {
        var (dataset, other) = (await NewAsync(), await NewAsync());
        await GenerateAsync(dataset, 50);
        await GenerateAsync(other, 50);
        Assert.Contains(DatasetCalls.Files(Ground.Server.DataFolder), file => file.Contains(dataset, StringComparison.Ordinal));
        (await Http.DeleteAsync($"/datasets/{dataset}")).Expect(204);
        Assert.DoesNotContain(DatasetCalls.Files(Ground.Server.DataFolder), file => file.Contains(dataset, StringComparison.Ordinal));
        (await Http.GetAsync($"/datasets/{dataset}/export")).ExpectProblem(404, dataset);
        (await Http.DeleteAsync($"/datasets/{dataset}")).ExpectProblem(404, dataset);
        Assert.Equal(50, (await RowsAsync(other)).Length);
    }

    [Fact]
    public async Task A_profile_tells_of_every_field_and_grows_with_each_call()
    {
        var dataset = await NewAsync($$$"""{"name":"d","labels":["in","out"],"schema":{{{Schema}}}}""");
        var empty = (await Http.GetAsync($"/datasets/{dataset}/profile")).Expect(200).Json;
        Assert.Equal(0, empty.GetProperty("rows").GetInt64());
        Assert.Equal(JsonValueKind.Null, empty.GetProperty("baseline_accuracy").ValueKind);
        await GenerateAsync(dataset, 700);
        await GenerateAsync(dataset, 800);
        var profile = (await Http.GetAsync($"/datasets/{dataset}/profile")).Expect(200).Json;
        Assert.Equal(1500, profile.GetProperty("rows").GetInt64());
        var ages = (await RowsAsync(dataset)).Select(row => row.GetProperty("input_data").GetProperty("age").GetInt32()).ToArray();
        var age = profile.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("name").GetString() == "age");
        Assert.Equal((1500, 0), (age.GetProperty("count").GetInt32(), age.GetProperty("nulls").GetInt32()));
        Assert.Equal((ages.Min(), ages.Max()), (age.GetProperty("min").GetInt32(), age.GetProperty("max").GetInt32()));
        Assert.Equal(ages.Average(), age.GetProperty("mean").GetDouble(), 1e-6);
        Assert.Equal(1500, age.GetProperty("histogram").EnumerateArray().Sum(bin => bin.GetProperty("count").GetInt32()));
        Assert.Contains(profile.GetProperty("fields").EnumerateArray(), field => field.GetProperty("name").GetString() == "at.x");
        Assert.InRange(profile.GetProperty("certificate").GetProperty("attainable_accuracy").GetDouble(), 0.45, 0.6);
    }
}
