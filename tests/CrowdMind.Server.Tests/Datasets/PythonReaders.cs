namespace CrowdMind.Server.Tests.Datasets;

/// <summary>What a trainer does with a dataset, in Python: reads it with what everybody uses, and learns from it.</summary>
public sealed class PythonReaders(DatasetGround ground) : DatasetSpec(ground)
{
    [Fact]
    public async Task Json_csv_and_pandas_read_the_same_rows()
    {
        var dataset = await NewAsync("""
            {"name":"d","labels":["a","b"],"schema":{"fields":[
              {"name":"x","type":"number","generator":{"kind":"normal","mean":-3,"stddev":2.5}},
              {"name":"n","type":"integer","generator":{"kind":"poisson","mean":4}},
              {"name":"text","type":"string","generator":{"kind":"template","templates":["say \"hi\", {name}\nbye","=ünï 🦊 {city}"]}},
              {"name":"in","type":"object","fields":[{"name":"flag","type":"boolean"},{"name":"day","type":"date"}]}
            ]}}
            """);
        await GenerateAsync(dataset, 2500);
        await RunAsync("read", dataset);
    }

    [Fact]
    public async Task A_bag_of_words_learns_the_labels_of_default_rows()
    {
        var dataset = await NewAsync();
        await GenerateAsync(dataset, 6000);
        await RunAsync("text", dataset);
    }

    [Fact]
    public async Task A_linear_model_learns_the_short_form_within_what_the_certificate_says()
    {
        var features = string.Join(",", Enumerable.Range(1, 8).Select(feature => $"\"feature_{feature}\""));
        var dataset = await NewAsync(
            $$$"""{"name":"d","schema":{"features":[{{{features}}}],"label_column":"target","labels":["cat","dog"]}}""");
        await GenerateAsync(dataset, 8000);
        await RunAsync("features", dataset);
    }

    private Task RunAsync(string what, string dataset) => PythonScript.RunAsync(
        "reader.py", what, new Uri(Ground.Server.BaseUri, $"/api/v1/datasets/{dataset}").AbsoluteUri);
}
