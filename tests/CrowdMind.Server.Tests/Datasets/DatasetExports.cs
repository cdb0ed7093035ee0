using System.IO.Compression;
using System.Text.Json;
using CrowdMind.Server.Tests.Requests;
using CsvText = CrowdMind.Server.Tests.Api.Csv;

namespace CrowdMind.Server.Tests.Datasets;

public sealed class DatasetExports(DatasetGround ground) : DatasetSpec(ground)
{
    /// <summary>Values that a careless writer of CSV would get wrong.</summary>
    private const string Awkward = """
        {"name":"d","labels":["=1+1","plain, \"label\""],"schema":{"fields":[
          {"name":"formula","type":"string","generator":{"kind":"categorical","values":["=2+3","+1","-1","@x","a\tb","line\r\nend","quote\"s, and more","ünï 🦊",""]}},
          {"name":"amount","type":"number","generator":{"kind":"uniform","min":-5,"max":-1}},
          {"name":"maybe","type":"integer","generator":{"kind":"uniform","min":1,"max":9,"null_rate":0.5}},
          {"name":"dotted.\u00e9 \"name","type":"integer","generator":{"kind":"sequence"}},
          {"name":"inner","type":"object","fields":[{"name":"yes","type":"boolean","generator":{"kind":"bernoulli","probability":0.5}},
            {"name":"deep","type":"object","fields":[{"name":"list","type":"array","items":{"type":"integer","generator":{"kind":"uniform","min":1,"max":3}}}]}]}
        ]}}
        """;

    [Fact]
    public async Task Jsonl_is_an_attachment_with_its_length_and_a_tag()
    {
        var dataset = await FilledAsync(200);
        var answer = (await Http.GetAsync($"/datasets/{dataset}/export")).Expect(200);
        Assert.Equal("application/x-ndjson", answer.MediaType);
        Assert.Equal($"attachment; filename=\"dataset_{dataset}.jsonl\"", answer.Header("Content-Disposition"));
        Assert.Equal(answer.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Header("Content-Length"));
        Assert.EndsWith("\n", answer.Text, StringComparison.Ordinal);
        Assert.Equal(200, answer.Text.Count(character => character == '\n'));
        var shown = (await Http.GetAsync($"/datasets/{dataset}")).Json;
        Assert.Equal($"\"{shown.GetProperty("checksum").GetString()}-jsonl\"", answer.Header("ETag"));
        Assert.Equal(answer.Body.Length, shown.GetProperty("bytes").GetInt32());
    }

    [Fact]
    public async Task Packed_it_is_one_gzip_stream_of_the_same_bytes_with_a_tag_of_its_own()
    {
        var dataset = await FilledAsync(3000);
        await GenerateAsync(dataset, 2500);
        var plain = (await Http.GetAsync($"/datasets/{dataset}/export")).Expect(200);
        var packed = (await Http.GetAsync($"/datasets/{dataset}/export", ("Accept-Encoding", "br, gzip;q=0.5"))).Expect(200);
        Assert.Equal("gzip", packed.Header("Content-Encoding"));
        Assert.Equal("Accept-Encoding", packed.Header("Vary"));
        Assert.NotEqual(plain.Header("ETag"), packed.Header("ETag"));
        Assert.Equal(packed.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), packed.Header("Content-Length"));
        using var gzip = new GZipStream(new MemoryStream(packed.Body), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        await gzip.CopyToAsync(unpacked);
        Assert.Equal(plain.Body, unpacked.ToArray());
        var refused = (await Http.GetAsync($"/datasets/{dataset}/export", ("Accept-Encoding", "gzip;q=0"))).Expect(200);
        Assert.Null(refused.Header("Content-Encoding"));
    }

    [Fact]
    public async Task An_empty_dataset_is_exported_as_nothing_or_a_header()
    {
        var dataset = await NewAsync();
        Assert.Empty((await Http.GetAsync($"/datasets/{dataset}/export")).Expect(200).Body);
        var packed = (await Http.GetAsync($"/datasets/{dataset}/export", ("Accept-Encoding", "gzip"))).Expect(200);
        using var gzip = new GZipStream(new MemoryStream(packed.Body), CompressionMode.Decompress);
        Assert.Equal(-1, gzip.ReadByte());
        Assert.Single(CsvText.Read((await Http.GetAsync($"/datasets/{dataset}/export?format=csv")).Expect(200).Text));
        Assert.Equal("[]", (await Http.GetAsync($"/datasets/{dataset}/rows")).Expect(200).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?format=csv")]
    [InlineData("?format=csv&layout=flat&split=train&excel=true")]
    public async Task What_the_client_has_is_not_sent_again_until_rows_are_added(string query)
    {
        var dataset = await FilledAsync(20);
        var path = $"/datasets/{dataset}/export{query}";
        var tag = (await Http.GetAsync(path)).Expect(200).Header("ETag")!;
        Assert.Empty((await Http.GetAsync(path, ("If-None-Match", $"\"other\", W/{tag}"))).Expect(304).Body);
        (await Http.GetAsync(path, ("If-None-Match", "*"))).Expect(304);
        await GenerateAsync(dataset, 1);
        (await Http.GetAsync(path, ("If-None-Match", tag))).Expect(200);
    }

    [Fact]
    public async Task Every_form_of_the_rows_has_a_tag_of_its_own()
    {
        var dataset = await FilledAsync(20);
        string[] queries =
        [
            "", "?split=train", "?split=test", "?format=csv", "?format=csv&layout=flat", "?format=csv&excel=true",
            "?format=csv&layout=flat&excel=true", "?format=csv&split=train",
        ];
        var tags = new HashSet<string>();
        foreach (var query in queries)
            Assert.True(tags.Add((await Http.GetAsync($"/datasets/{dataset}/export{query}")).Expect(200).Header("ETag")!), query);
    }

    [Fact]
    public async Task HEAD_tells_what_GET_would_send()
    {
        var dataset = await FilledAsync(20);
        var get = (await Http.GetAsync($"/datasets/{dataset}/export")).Expect(200);
        var head = (await Http.SendAsync("HEAD", $"/datasets/{dataset}/export", null)).Expect(200);
        Assert.Empty(head.Body);
        foreach (var header in new[] { "Content-Length", "Content-Type", "ETag", "Content-Disposition" })
            Assert.Equal(get.Header(header), head.Header(header));
    }

    [Fact]
    public async Task Csv_has_the_rows_members_and_objects_as_json_text()
    {
        var dataset = await NewAsync(Awkward);
        await GenerateAsync(dataset, 200);
        var answer = (await Http.GetAsync($"/datasets/{dataset}/export?format=csv")).Expect(200);
        Assert.Equal("text/csv", answer.MediaType);
        Assert.Equal($"attachment; filename=\"dataset_{dataset}.csv\"", answer.Header("Content-Disposition"));
        var records = CsvText.Read(answer.Text);
        Assert.Equal(["id", "dataset_id", "input_data", "label", "meta", "created_at"], records[0]);
        var rows = await RowsAsync(dataset);
        Assert.Equal(rows.Length, records.Count - 1);
        foreach (var (row, record) in rows.Zip(records.Skip(1)))
        {
            Assert.Equal(row.GetProperty("id").GetString(), record[0]);
            Assert.Equal(row.GetProperty("input_data").GetRawText(), record[2]);
            Assert.Equal(row.GetProperty("label").GetString(), record[3]);
            Assert.Equal(row.GetProperty("meta").GetRawText(), record[4]);
            Assert.Equal(row.GetProperty("created_at").GetString(), record[5]);
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("&excel=true", true)]
    public async Task Flat_csv_has_a_column_a_field_with_exact_values_and_the_label_last(string query, bool forSpreadsheets)
    {
        var dataset = await NewAsync(Awkward);
        await GenerateAsync(dataset, 300);
        var text = (await Http.GetAsync($"/datasets/{dataset}/export?format=csv&layout=flat{query}")).Expect(200).Text;
        Assert.Equal(forSpreadsheets, text[0] == '\uFEFF');
        var records = CsvText.Read(text.TrimStart('\uFEFF'));
        Assert.Equal(["formula", "amount", "maybe", "dotted.é \"name", "inner.yes", "inner.deep.list", "label"], records[0]);
        var rows = await RowsAsync(dataset);
        foreach (var (row, record) in rows.Zip(records.Skip(1)))
        {
            var input = row.GetProperty("input_data");
            string[] expected =
            [
                Shown(input.GetProperty("formula"), forSpreadsheets),
                input.GetProperty("amount").GetRawText(),
                Shown(input.GetProperty("maybe"), forSpreadsheets),
                input.GetProperty("dotted.é \"name").GetRawText(),
                input.GetProperty("inner").GetProperty("yes").GetRawText(),
                input.GetProperty("inner").GetProperty("deep").GetProperty("list").GetRawText(),
                Shown(row.GetProperty("label"), forSpreadsheets),
            ];
            Assert.Equal(expected, record);
        }

        Assert.Contains(rows, row => row.GetProperty("input_data").GetProperty("maybe").ValueKind == JsonValueKind.Null);
    }

    [Theory]
    [InlineData("format=xml", "format")]
    [InlineData("format=JSONL", "format")]
    [InlineData("layout=wide", "layout")]
    [InlineData("layout=flat", "layout")]
    [InlineData("excel=true", "excel")]
    [InlineData("format=csv&excel=1", "excel")]
    [InlineData("split=dev", "split")]
    public async Task A_form_that_there_is_not_is_refused(string query, string field) =>
        (await Http.GetAsync($"/datasets/{await FilledAsync(1)}/export?{query}")).ExpectProblem(422, field).Blaming(field);

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1499, 2)]
    [InlineData(1500, 1000)]
    [InlineData(2998, 5)]
    [InlineData(3000, 5)]
    public async Task Rows_are_previewed_from_anywhere(int offset, int limit)
    {
        var dataset = await FilledAsync(1500);
        await GenerateAsync(dataset, 1500, seed: 9);
        var all = await RowsAsync(dataset);
        var answer = (await Http.GetAsync($"/datasets/{dataset}/rows?offset={offset}&limit={limit}")).Expect(200);
        Assert.Equal(
            all.Skip(offset).Take(limit).Select(row => row.GetRawText()), answer.Json.EnumerateArray().Select(row => row.GetRawText()));
        Assert.Equal("3000", answer.Header("X-Total-Count"));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("offset=-1", "offset")]
    public async Task A_part_out_of_its_bounds_is_refused(string query, string field) =>
        (await Http.GetAsync($"/datasets/{await FilledAsync(1)}/rows?{query}")).ExpectProblem(422, field).Blaming(field);

    private static string Shown(JsonElement value, bool forSpreadsheets)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return "";
        if (value.ValueKind != JsonValueKind.String)
            return value.GetRawText();
        var text = value.GetString()!;
        return forSpreadsheets && text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
    }

    private async Task<string> FilledAsync(int rows)
    {
        var dataset = await NewAsync();
        await GenerateAsync(dataset, rows);
        return dataset;
    }
}
