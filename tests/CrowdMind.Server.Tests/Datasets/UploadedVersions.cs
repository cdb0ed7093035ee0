using System.Text;
using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>Versions that come as files: what is read, what is refused, and what is left of a refusal.</summary>
public sealed class UploadedVersions(DatasetGround ground) : DatasetSpec(ground)
{
    private const string Schema =
        ""","labels":["x","y"],"schema":{"fields":[{"name":"age","type":"integer","constraints":{"minimum":0,"required":true}},{"name":"in","type":"object","fields":[{"name":"mood","type":"string","constraints":{"enum":["good","bad"]}}]}]}""";

    [Fact]
    public async Task A_csv_without_a_schema_tells_its_own_types()
    {
        const string Csv = "n,x,ok,day,at,code,note,label\r\n1,1.5,true,2024-01-31,2024-01-31T10:00:00Z,007,\"say \"\"hi\"\", ü\",b\r\n-2,3,FALSE,,,008,,a\r\n";
        var version = await TakeAsync(await VersionCalls.NewNameAsync(Http), "version=1&format=csv", Csv);
        var schema = version.GetProperty("schema");
        Assert.Equal(
            "n integer, x number, ok boolean, day date, at datetime, code string, note string",
            string.Join(", ", schema.GetProperty("fields").EnumerateArray().Select(field => $"{field.GetProperty("name")} {field.GetProperty("type")}")));
        Assert.True(schema.GetProperty("assumed").GetBoolean());
        var rows = await RowsAsync(version.Id());
        Assert.Equal(
            """{"n":1,"x":1.5,"ok":true,"day":"2024-01-31","at":"2024-01-31T10:00:00Z","code":"007","note":"say \"hi\", ü"}""",
            rows[0].GetProperty("input_data").GetRawText());
        Assert.Equal("""{"n":-2,"x":3,"ok":false,"day":null,"at":null,"code":"008","note":null}""", rows[1].GetProperty("input_data").GetRawText());
        Assert.Equal(["b", "a"], rows.Select(row => row.GetProperty("label").GetString()));
        Assert.Equal(Encoding.UTF8.GetBytes(Csv), (await VersionCalls.FetchAsync(Http, version.Id())).Expect(200).Body);
        Assert.Equal(VersionCalls.Sha256(Encoding.UTF8.GetBytes(Csv)), version.GetProperty("checksum").GetString());
    }

    [Fact]
    public async Task A_file_whose_labels_are_not_those_of_the_schema_is_refused_with_what_is_wrong()
    {
        const string ByLabel =
            ""","schema":{"fields":[{"name":"age","type":"integer","generator":{"kind":"normal","mean":40,"stddev":12,"by_label":{"positive":{"mean":30}}}}]}""";
        var dataset = await VersionCalls.NewNameAsync(Http, ByLabel);
        (await VersionCalls.UploadAsync(Http, dataset, "version=1", "age,label\n1,other\n"))
            .ExpectProblem(422, "by_label.positive", "other").Blaming("file");
    }

    [Fact]
    public async Task Json_lines_keep_their_nesting_and_an_export_comes_back_as_it_went()
    {
        const string Lines = """
            {"a":{"b":1,"c":["x","y"]},"t":"\u00e9\n","label":"yes"}

            {"t":null,"a":{"c":[],"b":2.5},"label":"no"}
            """;
        var dataset = await VersionCalls.NewNameAsync(Http);
        var version = await TakeAsync(dataset, "version=1&format=jsonl", Lines);
        var rows = await RowsAsync(version.Id());
        Assert.Equal("""{"a":{"b":1,"c":["x","y"]},"t":"é\n"}""", rows[0].GetProperty("input_data").GetRawText());
        var export = (await Http.GetAsync($"/datasets/{version.Id()}/export")).Expect(200).Text;
        var again = await TakeAsync(dataset, "version=2&format=jsonl", export);
        Assert.Equal(
            rows.Select(row => row.GetProperty("input_data").GetRawText() + row.GetProperty("label")),
            (await RowsAsync(again.Id())).Select(row => row.GetProperty("input_data").GetRawText() + row.GetProperty("label")));
        Assert.Equal(version.GetProperty("schema").GetRawText(), again.GetProperty("schema").GetRawText());
    }

    [Fact]
    public async Task What_was_generated_can_be_uploaded_and_is_the_same_to_whoever_reads()
    {
        var dataset = await VersionCalls.NewNameAsync(Http, Schema);
        (await Http.PostAsync($"/datasets/{dataset}/generate", """{"version":"made","n":5000}""")).Expect(201);
        var made = (await Http.GetAsync($"/datasets/{dataset}/versions")).Expect(200).Json[0].Id();
        var csv = (await VersionCalls.FetchAsync(Http, made)).Expect(200).Body;
        var taken = (await VersionCalls.UploadAsync(Http, dataset, "version=taken", csv)).Expect(201).Json;
        Assert.Equal(csv, (await Http.GetAsync($"/datasets/{taken.Id()}/export?format=csv&layout=flat")).Expect(200).Body);
        Assert.Equal(
            (await RowsAsync(made)).Select(row => row.GetProperty("input_data").GetRawText()),
            (await RowsAsync(taken.Id())).Select(row => row.GetProperty("input_data").GetRawText()));
        Assert.Equal(5000, (await SplitsAsync(taken.Id())).Sum());
        var diff = (await Http.GetAsync($"/datasets/{made}/diff/{taken.Id()}")).Expect(200).Json;
        Assert.True(diff.GetProperty("schema").GetProperty("same").GetBoolean());
        Assert.All(diff.GetProperty("fields").EnumerateArray(), field => Assert.Equal(0, field.GetProperty("drift").GetProperty("psi").GetDouble()));

        Task<int[]> SplitsAsync(string id) => Task.WhenAll(new[] { "train", "validation", "test" }.Select(async split => (await RowsAsync(id, $"?split={split}")).Length));
    }

    [Theory]
    [InlineData("age,in.mood,label\n1,good,x\n-1,good,x\nabc,good,y\n2,fine,y\n,bad,x\n3,bad,z\n4\n", "Line 3|minimum", "Line 4|'abc'|whole number", "Line 5|'fine'|enum", "Line 6|required", "Line 7|'z'|x, y", "Line 8|1 cells")]
    [InlineData("age,color,label\n1,red,x\n", "Line 1|no field 'color'", "Line 1|'in.mood' is missing")]
    [InlineData("age,in.mood,label\n1,\"good,x\n", "Line 2|never closed")]
    [InlineData("age,in.mood,label\n", "no rows")]
    [InlineData("age,in.mood,in.mood,label\n1,good,good,x\n", "'in.mood' comes twice")]
    public async Task The_first_bad_lines_are_named_with_their_numbers(string csv, params string[] faults)
    {
        var dataset = await VersionCalls.NewNameAsync(Http, Schema);
        await AssertRefusedAsync(dataset, "version=1", Encoding.UTF8.GetBytes(csv), faults);
    }

    [Fact]
    public async Task Bad_lines_of_json_are_named_too_and_no_more_than_ten()
    {
        var dataset = await VersionCalls.NewNameAsync(Http, Schema);
        const string Bad = """
            {"age":1,"in":{"mood":"good"},"label":"x"}
            not json
            {"age":"1","label":"x"}
            {"age":1,"other":2,"label":"x"}
            {"age":1}
            """;
        await AssertRefusedAsync(
            dataset, "version=1&format=jsonl", Encoding.UTF8.GetBytes(Bad),
            ["Line 2|not valid JSON", "Line 3|'age'|whole number", "Line 4|no field 'other'", "Line 5|label"]);
        var many = string.Concat(Enumerable.Repeat("{}\n", 50));
        var refused = (await VersionCalls.UploadAsync(Http, dataset, "version=1&format=jsonl", many)).ExpectProblem(422).Blaming("file");
        Assert.Equal(11, refused.GetProperty("errors").GetProperty("file").GetArrayLength());
    }

    [Fact]
    public async Task Other_formats_are_kept_as_they_are()
    {
        byte[] parquet = [.. "PAR1"u8, 1, 2, 3, 4, 5, 2, 0, 0, 0, .. "PAR1"u8];
        byte[] zip = [.. "PK\x05\x06"u8, .. new byte[18]];
        var dataset = await VersionCalls.NewNameAsync(Http);
        foreach (var (format, bytes) in new[] { ("parquet", parquet), ("zip", zip), ("json", "[1, {\"a\": 2}]"u8.ToArray()) })
        {
            var version = (await VersionCalls.UploadAsync(Http, dataset, $"version={format}&format={format}", bytes)).Expect(201).Json;
            Assert.Equal((format, 0), (version.GetProperty("format").GetString(), version.GetProperty("row_count").GetInt64()));
            Assert.Equal(JsonValueKind.Null, version.GetProperty("stats").ValueKind);
            Assert.Equal(bytes, (await VersionCalls.FetchAsync(Http, version.Id())).Expect(200).Body);
            await AssertRefusedAsync(dataset, $"version=cut-{format}&format={format}", bytes[..^3], [format == "json" ? "JSON" : "no whole"]);
        }
    }

    [Theory]
    [InlineData("", "version")]
    [InlineData("version=%20", "version")]
    [InlineData("version=1&format=xlsx", "format")]
    public async Task A_query_out_of_its_rules_is_refused_by_the_field(string query, string field) =>
        (await VersionCalls.UploadAsync(Http, await NewAsync(), query, "a,label\n1,x\n")).ExpectProblem(422).Blaming(field);

    [Fact]
    public async Task The_labels_may_stand_in_a_column_of_another_name()
    {
        var dataset = await VersionCalls.NewNameAsync(Http);
        (await VersionCalls.UploadAsync(Http, dataset, "version=1", "a,species\n1,x\n")).ExpectProblem(422, "'label' is missing");
        var version = await TakeAsync(dataset, "version=1&label_column=species", "a,species\n1,x\n");
        Assert.Equal("a,species\r\n1,x\r\n", (await Http.GetAsync($"/datasets/{version.Id()}/export?format=csv&layout=flat")).Expect(200).Text);
    }

    [Fact]
    public async Task A_diff_tells_what_changed()
    {
        var dataset = await VersionCalls.NewNameAsync(Http);
        static string Rows(string header, Func<int, string> row) => header + "\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => row(i) + "\n"));
        var one = await TakeAsync(dataset, "version=1", Rows("x,y,old,label", i => $"{i % 100},{i % 7},a,{(i % 2 == 0 ? "p" : "q")}"));
        var two = await TakeAsync(dataset, "version=2", Rows("x,y,new,label", i => $"{(i % 100) + 50},{i % 7}.5,b,{(i % 4 == 0 ? "p" : "q")}"));
        var diff = (await Http.GetAsync($"/datasets/{one.Id()}/diff/{two.Id()}")).Expect(200).Json;
        var schema = diff.GetProperty("schema");
        Assert.Equal("new", Assert.Single(schema.GetProperty("added").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal("old", Assert.Single(schema.GetProperty("removed").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal("y", Assert.Single(schema.GetProperty("changed").EnumerateArray()).GetProperty("name").GetString());
        var p = diff.GetProperty("labels").EnumerateArray().Single(label => label.GetProperty("label").GetString() == "p");
        Assert.Equal((0.5, 0.25), (p.GetProperty("a").GetProperty("share").GetDouble(), p.GetProperty("b").GetProperty("share").GetDouble()));
        var x = diff.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("name").GetString() == "x").GetProperty("drift");
        Assert.Equal("strong", x.GetProperty("level").GetString());

        // Half of the values lie where the other has none: the true distance is one half.
        Assert.InRange(0.5, x.GetProperty("ks").GetDouble(), x.GetProperty("ks_at_most").GetDouble());
        Assert.InRange(x.GetProperty("ks").GetDouble(), 0.45, 0.5);
    }

    private async Task<JsonElement> TakeAsync(string dataset, string query, string text) =>
        (await VersionCalls.UploadAsync(Http, dataset, query, text)).Expect(201).Json;

    private async Task AssertRefusedAsync(string dataset, string query, byte[] bytes, string[] faults)
    {
        var before = VersionCalls.Files(Ground.Server.DataFolder);
        var refused = (await VersionCalls.UploadAsync(Http, dataset, query, bytes)).ExpectProblem(422).Blaming("file");
        var told = refused.GetProperty("errors").GetProperty("file").EnumerateArray().Select(fault => fault.GetString()!).ToArray();
        Assert.Equal(faults.Length, told.Length);
        foreach (var (expected, fault) in faults.Zip(told))
            Assert.All(expected.Split('|'), part => Assert.Contains(part, fault, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(before, VersionCalls.Files(Ground.Server.DataFolder));
    }
}
