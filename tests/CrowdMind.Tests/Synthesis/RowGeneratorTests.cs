using System.Text;
using System.Text.Json;
using CrowdMind.Synthesis;

namespace CrowdMind.Tests.Synthesis;

/// <summary>A row is a function of schema, labels, seed and index alone.</summary>
public sealed class RowGeneratorTests
{
    private const string Everything = """
        {"fields":[
          {"name":"id","type":"integer","generator":{"kind":"sequence","start":100,"step":2}},
          {"name":"width","type":"number","generator":{"kind":"normal","mean":10,"stddev":2,"by_label":{"negative":{"mean":20}}}},
          {"name":"height","type":"number","generator":{"kind":"lognormal","mu":1,"sigma":0.5,"decimals":3}},
          {"name":"area","type":"number","generator":{"kind":"computed","expression":"width * height"}},
          {"name":"big","type":"boolean","generator":{"kind":"computed","expression":"area > 40"}},
          {"name":"visits","type":"integer","generator":{"kind":"poisson","mean":12,"null_rate":0.1}},
          {"name":"wait","type":"number","generator":{"kind":"exponential","rate":0.5}},
          {"name":"day","type":"date","generator":{"kind":"uniform","min":"2024-02-28","max":"2024-03-02"}},
          {"name":"at","type":"time"},
          {"name":"when","type":"datetime","generator":{"kind":"sequence","start":"2026-01-01T00:00:00Z","step":90}},
          {"name":"who","type":"object","fields":[
            {"name":"name","generator":{"kind":"faker","provider":"name"}},
            {"name":"mail","generator":{"kind":"faker","provider":"email"}},
            {"name":"note","generator":{"kind":"template","templates":["{who.name} saw {city}",{"text":"{{nothing}}","weight":0.5}]}}]},
          {"name":"tags","type":"array","items":{"type":"string","generator":{"kind":"faker","provider":"word"}},"generator":{"kind":"list","min":0,"max":3}},
          {"name":"parts","type":"array","items":{"type":"object","fields":[{"name":"n","type":"integer"},{"name":"ok","type":"boolean"}]}},
          {"name":"ip","generator":{"kind":"faker","provider":"ipv6"}},
          {"name":"mac","generator":{"kind":"faker","provider":"mac"}},
          {"name":"story","generator":{"kind":"faker","provider":"paragraph"}}
        ]}
        """;

    private const string Short = """{"features":["feature_1","feature_2","feature_3","feature_4","feature_5"],"label_column":"label","labels":["up","down"]}""";

    // A change here changes every dataset that users made: it needs another RowGenerator.Version.
    [Theory]
    [InlineData(null, "75e8d9a885eba70abd69591014599c1047d2f0fa98285c280ee9afc9f499ad76")]
    [InlineData(Everything, "67864448f901254e26d82df520928ea327accf2552b6c40aef66145a764499c3")]
    [InlineData(Short, "e0b894e592ceee86b98e1e9924c468fafa7eea18748e50744d5033306c611250")]
    public void Rows_are_the_same_to_the_byte_on_every_machine(string? schema, string sha256)
    {
        var came = Rows.Sha256(Rows.Bytes(Rows.Schema(schema), seed: 42, first: 0, count: 2000));
        Assert.True(sha256 == came, $"another sum came: {came}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Everything)]
    [InlineData(Short)]
    public void Rows_made_in_parts_are_those_made_at_once(string? json)
    {
        var schema = Rows.Schema(json);
        var whole = Rows.Bytes(schema, 7, 0, 2500);
        byte[] parts = [.. Rows.Bytes(schema, 7, 0, 1), .. Rows.Bytes(schema, 7, 1, 999), .. Rows.Bytes(schema, 7, 1000, 1500)];
        Assert.Equal(Rows.Sha256(whole), Rows.Sha256(parts));
    }

    [Fact]
    public void A_row_far_away_can_be_made_alone()
    {
        var row = Assert.Single(Rows.Make(Rows.Schema(null), 1, first: 10_000_000_000));
        Assert.Equal(10_000_000_000, row.GetProperty("meta").GetProperty("row").GetInt64());
    }

    [Fact]
    public void Another_seed_gives_other_rows()
    {
        var schema = Rows.Schema(Everything);
        Assert.NotEqual(Rows.Bytes(schema, 1, 0, 1), Rows.Bytes(schema, 2, 0, 1));
    }

    [Fact]
    public void Every_row_is_one_line_of_JSON_with_its_members()
    {
        var rows = Rows.Make(Rows.Schema(Everything), 500);
        Assert.Equal(500, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.Equal(
                ["id", "dataset_id", "input_data", "label", "meta", "created_at"], row.EnumerateObject().Select(member => member.Name));
            Assert.Equal(Rows.Dataset, row.GetProperty("dataset_id").GetGuid());
            Assert.Equal("2026-01-01T00:00:00.000000Z", row.GetProperty("created_at").GetString());
        });
        Assert.Equal(500, rows.Select(row => row.GetProperty("id").GetGuid()).Distinct().Count());
    }

    [Fact]
    public void Fields_hold_what_their_generators_say()
    {
        var rows = Rows.Make(Rows.Schema(Everything), 1000).Select(row => row.GetProperty("input_data")).ToList();
        Assert.Equal(Enumerable.Range(0, 1000).Select(n => 100 + (2 * n)), rows.Select(row => row.GetProperty("id").GetInt32()));
        Assert.All(rows, row =>
        {
            var (width, height) = (row.GetProperty("width").GetDouble(), row.GetProperty("height").GetDouble());
            Assert.Equal(width * height, row.GetProperty("area").GetDouble(), 1e-6);
            Assert.Equal(row.GetProperty("area").GetDouble() > 40, row.GetProperty("big").GetBoolean());
            Assert.Matches("^2024-(02-2[89]|03-0[12])$", row.GetProperty("day").GetString()!);
            Assert.InRange(row.GetProperty("tags").GetArrayLength(), 0, 3);
            var who = row.GetProperty("who");
            Assert.Matches($"^({who.GetProperty("name").GetString()} saw cities[0-9]+|{{nothing}})$", who.GetProperty("note").GetString()!);
        });
        Assert.InRange(rows.Count(row => row.GetProperty("visits").ValueKind == JsonValueKind.Null), 60, 140);
        Assert.Equal("2026-01-01T00:01:30Z", rows[1].GetProperty("when").GetString());
    }

    [Fact]
    public void Parameters_may_differ_by_label()
    {
        var rows = Rows.Make(Rows.Schema(Everything), 3000).ToLookup(
            row => row.GetProperty("label").GetString()!, row => row.GetProperty("input_data").GetProperty("width").GetDouble());
        Assert.Equal(["negative", "neutral", "positive"], rows.Select(group => group.Key).Order());
        Assert.Equal(20, rows["negative"].Average(), 0.3);
        Assert.Equal(10, rows["positive"].Average(), 0.3);
    }

    [Fact]
    public void Numbers_keep_to_their_constraints()
    {
        var schema = Rows.Field(
            "number", """{"kind":"normal","mean":0,"stddev":10,"decimals":2}""", ""","constraints":{"minimum":-1.5,"maximum":1.5}""");
        Assert.All(Rows.Values(schema), value => Assert.InRange(value.GetDouble(), -1.5, 1.5));
    }

    [Theory]
    [InlineData("integer", """{"kind":"uniform","min":-2,"max":2}""", "-2 -1 0 1 2")]
    [InlineData("boolean", """{"kind":"bernoulli","probability":1}""", "true")]
    [InlineData("number", """{"kind":"constant","value":0.1}""", "0.1")]
    [InlineData("string", """{"kind":"categorical","values":["a","\u00e9\n"],"weights":[1,1]}""", "\"a\" \"é\\n\"")]
    [InlineData("number", """{"kind":"uniform","min":0.5,"max":0.5}""", "0.5")]
    public void Only_the_values_that_can_be_come_and_all_of_them(string type, string generator, string values) =>
        Assert.Equal(
            values.Split(' ').Order(StringComparer.Ordinal),
            Rows.Values(Rows.Field(type, generator)).Select(value => value.GetRawText()).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_same_share_of_every_label_goes_to_each_split()
    {
        var rows = Rows.Make(Rows.Schema(null, ["rare", "usual"]), 10_000);
        foreach (var label in rows.GroupBy(row => row.GetProperty("label").GetString()))
        {
            var splits = label.CountBy(row => row.GetProperty("meta").GetProperty("split").GetString()!).ToDictionary();
            Assert.Equal(0.70, (double)splits["train"] / label.Count(), 0.005);
            Assert.Equal(0.15, (double)splits["validation"] / label.Count(), 0.005);
            Assert.Equal(0.15, (double)splits["test"] / label.Count(), 0.005);
        }
    }

    [Fact]
    public void Threads_that_make_rows_together_make_the_same_rows()
    {
        var schema = Rows.Schema(Everything);
        var generator = new RowGenerator(schema, Rows.Vocabulary, 42);
        var envelope = new RowEnvelope(Rows.Dataset, DateTimeOffset.UnixEpoch);
        var parts = new byte[8][];
        Parallel.For(0, 8, part =>
        {
            var maker = generator.CreateMaker();
            var output = new RowBuffer();
            for (var row = part * 250; row < (part + 1) * 250; row++)
                maker.Write(row, envelope, output, profile: null);
            parts[part] = output.Written.ToArray();
        });
        var alone = new RowBuffer();
        var one = generator.CreateMaker();
        for (var row = 0; row < 2000; row++)
            one.Write(row, envelope, alone, profile: null);
        Assert.Equal(Encoding.UTF8.GetString(alone.Written.Span), string.Concat(parts.Select(Encoding.UTF8.GetString)));
    }
}
