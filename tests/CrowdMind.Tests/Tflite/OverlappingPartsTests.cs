using CrowdMind.TestKit.Tflite;
using CrowdMind.Tflite;

namespace CrowdMind.Tests.Tflite;

/// <summary>Offsets may lead to one place again and again, so a small file can name more than a large one holds.</summary>
public sealed class OverlappingPartsTests
{
    [Fact]
    public void Many_subgraphs_that_are_one_and_the_same_are_refused_before_they_are_all_read()
    {
        var model = RichModel.Draft();
        var graph = model.Tables(2)[0];
        graph.Set(0, Enumerable.Repeat(graph.Tables(0)[1], 10_000).ToArray());
        model.Set(2, Enumerable.Repeat(graph, 1000).ToArray());
        AssertOverlap(FlatBufferWriter.Write(model, "TFL3"));
    }

    [Fact]
    public void Many_operators_that_share_their_inputs_are_refused_before_they_are_all_read()
    {
        var model = new TfliteSample().Draft();
        var graph = model.Tables(2)[0];
        var greedy = new FlatDraft().Set(1, new int[10_000]).Set(2, new[] { 1 });
        graph.Set(3, Enumerable.Repeat(greedy, 10_000).ToArray());
        AssertOverlap(FlatBufferWriter.Write(model, "TFL3"));
    }

    [Fact]
    public void Many_names_that_are_one_and_the_same_are_refused_before_they_are_all_read()
    {
        var model = new TfliteSample().Draft();
        var entry = new FlatDraft().Set(0, new string('n', 100_000));
        model.Set(6, Enumerable.Repeat(entry, 1000).ToArray());
        AssertOverlap(FlatBufferWriter.Write(model, "TFL3"));
    }

    [Fact]
    public void A_graph_beyond_the_bound_is_refused_though_nothing_overlaps()
    {
        var model = new TfliteSample().Draft();
        model.Tables(2)[0].Set(3, Enumerable.Range(0, 200_000)
            .Select(_ => new FlatDraft().Set(1, new[] { 0 }).Set(2, new[] { 1 })).ToArray());
        var refusal = Assert.IsType<TfliteOutcome.Invalid>(TfliteReader.Read(FlatBufferWriter.Write(model, "TFL3"), out var words));
        Assert.StartsWith("the graph is larger than 1000000 tables and numbers", refusal.Message, StringComparison.Ordinal);
        Assert.InRange(words, Limits.TfliteWords, Limits.TfliteWords + 10);
    }

    [Fact]
    public void Parts_that_a_writer_shares_within_reason_are_sound()
    {
        var model = new TfliteSample().Draft();
        var graph = model.Tables(2)[0];
        graph.Set(3, graph.Tables(3).Concat(Enumerable.Repeat(graph.Tables(3)[1], 100)).ToArray());
        Assert.Equal(101, Reading.Valid(model).Operators.Single(one => one.Name == "SOFTMAX").Count);
    }

    private static void AssertOverlap(byte[] file)
    {
        var refusal = Assert.IsType<TfliteOutcome.Invalid>(TfliteReader.Read(file, out var words));
        Assert.Equal($"its parts lie over one another: they come to more than a file of {file.Length} bytes holds", refusal.Message);
        Assert.InRange(words, 1, Limits.TfliteLeastWords + file.Length);
    }
}
