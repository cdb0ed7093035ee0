using System.Buffers;
using System.Text.Json;
using CrowdMind.Profiles;
using CrowdMind.Randomness;
using CrowdMind.Synthesis;
using CrowdMind.Tests.Synthesis;

namespace CrowdMind.Tests.Profiles;

/// <summary>A profile tells what the rows hold, whatever parts they were gathered in.</summary>
public sealed class ProfileTests
{
    private const string Schema = """
        {"fields":[
          {"name":"n","type":"number","generator":{"kind":"normal","mean":5,"stddev":2,"null_rate":0.2,"by_label":{"b":{"mean":-5}}}},
          {"name":"c","generator":{"kind":"categorical","values":["x","y\"z"],"weights":[3,1]}},
          {"name":"d","type":"date"},
          {"name":"u","generator":{"kind":"faker","provider":"uuid"}}
        ],"labels":["a","b"]}
        """;

    [Fact]
    public void It_tells_what_the_rows_hold()
    {
        var schema = Rows.Schema(Schema);
        var builder = new ProfileBuilder(schema);
        Rows.Bytes(schema, 42, 0, 20_000, builder);
        var rows = Rows.Make(schema, 20_000);
        var profile = Json(builder);
        Assert.Equal(20_000, profile.GetProperty("rows").GetInt32());
        var numbers = rows.Select(row => row.GetProperty("input_data").GetProperty("n"))
            .Where(value => value.ValueKind != JsonValueKind.Null).Select(value => value.GetDouble()).ToList();
        var n = profile.GetProperty("fields")[0];
        Assert.Equal(numbers.Count, n.GetProperty("count").GetInt32());
        Assert.Equal(20_000 - numbers.Count, n.GetProperty("nulls").GetInt32());
        Assert.Equal(numbers.Min(), n.GetProperty("min").GetDouble(), 1e-9);
        Assert.Equal(numbers.Max(), n.GetProperty("max").GetDouble(), 1e-9);
        Assert.Equal(numbers.Average(), n.GetProperty("mean").GetDouble(), 1e-9);
        Assert.Equal(2, n.GetProperty("by_label").GetProperty("a").GetProperty("stddev").GetDouble(), 0.05);
        Assert.Equal(-5, n.GetProperty("by_label").GetProperty("b").GetProperty("mean").GetDouble(), 0.1);
        Assert.Equal(numbers.Count, n.GetProperty("histogram").EnumerateArray().Sum(bin => bin.GetProperty("count").GetInt32()));
        var top = profile.GetProperty("fields")[1].GetProperty("top");
        Assert.Equal(["x", "y\"z"], top.EnumerateArray().Select(entry => entry.GetProperty("value").GetString()));
        Assert.Equal(15_000, top[0].GetProperty("count").GetInt32(), 300.0);
        Assert.Equal("2024-01-01", profile.GetProperty("fields")[2].GetProperty("min").GetString());
        Assert.Equal(JsonValueKind.Null, profile.GetProperty("fields")[3].GetProperty("top").ValueKind);
        Assert.Equal(36, profile.GetProperty("fields")[3].GetProperty("length_mean").GetDouble());
    }

    [Fact]
    public void Parts_joined_in_order_tell_the_same_as_the_whole()
    {
        var schema = Rows.Schema(Schema);
        var whole = new ProfileBuilder(schema);
        Rows.Bytes(schema, 3, 0, 5000, whole);
        var joined = new ProfileBuilder(schema);
        ProfileBuilder? last = null;
        for (var first = 0; first < 5000; first += 500)
        {
            var part = last is null ? new ProfileBuilder(schema) : ProfileBuilder.After(last);
            last = part;
            Rows.Bytes(schema, 3, first, 500, part);
            joined = ProfileBuilder.FromState(schema, joined.ToState());
            joined.Merge(part);
        }

        Assert.Equal(Json(whole).GetRawText(), Json(joined).GetRawText());
    }

    [Fact]
    public void The_bins_of_a_histogram_do_not_depend_on_the_parts_they_came_in()
    {
        var draws = new Draws(9, 0, 0);
        var values = Enumerable.Range(0, 3000).Select(n => n % 7 == 0 ? 0 : Normal.Draw(ref draws) * Math.Pow(10, n % 5)).ToList();
        var whole = new Histogram();
        values.ForEach(whole.Add);
        var joined = new Histogram();
        foreach (var part in values.Chunk(123))
        {
            var histogram = new Histogram();
            Array.ForEach(part, histogram.Add);
            joined.Merge(histogram);
        }

        Assert.Equal(whole.Filled, joined.Filled);
        Assert.Equal(3000, whole.Filled.Sum(bin => bin.Count));
        Assert.All(whole.Filled, bin => Assert.Equal(values.Count(value => value >= bin.From && value < bin.To), bin.Count));
        Assert.InRange(whole.Filled.Count(), 20, 64);
    }

    [Fact]
    public void A_dataset_without_rows_has_a_profile_too()
    {
        var profile = Json(new ProfileBuilder(Rows.Schema(null)));
        Assert.Equal(0, profile.GetProperty("rows").GetInt32());
        Assert.Equal(JsonValueKind.Null, profile.GetProperty("baseline_accuracy").ValueKind);
    }

    [Fact]
    public void A_state_of_another_program_is_refused() =>
        Assert.Throws<InvalidDataException>(() => ProfileBuilder.FromState(Rows.Schema(null), [9, 9, 9, 9]));

    private static JsonElement Json(ProfileBuilder builder)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
            DatasetProfile.Write(builder, certificate: null, json);
        return JsonDocument.Parse(text.WrittenMemory).RootElement;
    }
}
