using CrowdMind.TestKit.Tflite;
using CrowdMind.Tflite;

namespace CrowdMind.Tests.Tflite;

public sealed class ArenaTests
{
    private const long Plenty = 1_000_000;

    [Fact]
    public void A_chain_needs_its_two_largest_neighbours()
    {
        // 64 → 128 → 32 → 256: the widest step is from 32 to 256, and 64 with 128 fits below.
        Assert.Equal(288, Plan([new(64, 0, 0), new(128, 0, 1), new(32, 1, 2), new(256, 2, 2)]));
    }

    [Fact]
    public void Tensors_that_never_meet_share_one_place() =>
        Assert.Equal(160, Plan([new(160, 0, 1), new(160, 2, 3), new(144, 4, 9)]));

    [Fact]
    public void A_gap_is_used_when_it_is_wide_enough()
    {
        // The two large ones lie side by side for all time; the small one fits where the third has been.
        Assert.Equal(320, Plan([new(128, 0, 9), new(96, 0, 4), new(96, 0, 9), new(48, 5, 9), new(48, 5, 9)]));
    }

    [Fact]
    public void The_largest_is_placed_first()
    {
        // The small one at the bottom would keep the large ones from lying side by side.
        Assert.Equal(224, Plan([new(16, 0, 0), new(112, 0, 1), new(112, 1, 2)]));
    }

    [Fact]
    public void Each_begins_at_a_multiple_of_16() => Assert.Equal(48, Plan([new(1, 0, 1), new(17, 0, 1)]));

    [Fact]
    public void Nothing_needs_nothing() => Assert.Equal(0, Plan([]));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void It_is_never_less_than_what_lives_at_once_and_seldom_much_more(int seed)
    {
        var chance = new Random(seed);
        var activations = Enumerable.Range(0, 200).Select(_ => Any(chance)).ToArray();
        var most = Enumerable.Range(0, 100).Max(step =>
            activations.Where(one => one.First <= step && step <= one.Last).Sum(one => (one.Bytes + 15) / 16 * 16));
        Assert.InRange(Plan(activations), most, most * 3 / 2);
    }

    [Fact]
    public void A_graph_too_large_to_plan_gets_the_most_that_lives_at_once()
    {
        var chance = new Random(7);
        var activations = Enumerable.Range(0, 200).Select(_ => Any(chance)).ToArray();
        var plan = new ArenaPlan(steps: 1000);
        var counted = plan.Place(Graph(activations));
        Assert.False(plan.IsComplete);
        Assert.InRange(counted, 1, Plan(activations));
    }

    [Fact]
    public void An_estimate_says_how_it_was_made_and_what_it_leaves_out()
    {
        // The input and what lies between, 16 bytes each; the output takes the input's place.
        var signature = Reading.Valid(new TfliteSample().Build());
        Assert.Equal(32, signature.ArenaBytes);
        Assert.Equal(
            "activations by lifetime, placed greedily by size (arXiv:2001.03288) at multiples of 16 bytes; scratch buffers and "
                + "the runtime's own structures are not included",
            signature.ArenaMethod);
    }

    [Fact]
    public void An_open_batch_counts_as_the_shape_has_it()
    {
        var signature = Reading.Valid(new TfliteSample { Inputs = [new("in", 1, 4) { ShapeSignature = [-1, 4] }] }.Build());
        Assert.Equal(32, signature.ArenaBytes);
        Assert.Contains("a first dimension that is open counts as", signature.ArenaMethod, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dimension_that_shows_only_while_it_runs_leaves_no_estimate()
    {
        var sample = new TfliteSample { Inputs = [new("in", 1, 4), new("words", 1, 1) { ShapeSignature = [1, -1] }] };
        var signature = Reading.Valid(sample.Build());
        Assert.Null(signature.ArenaBytes);
        Assert.Equal("not estimated: how large tensor 1 of subgraph 0 is shows only while it runs", signature.ArenaMethod);
    }

    [Fact]
    public void Texts_have_no_size_that_is_known_before() =>
        Assert.Null(Reading.Valid(new TfliteSample { Inputs = [new("in", 1, 4), new("texts", 1) { ElementType = 5 }] }.Build()).ArenaBytes);

    [Fact]
    public void Elements_smaller_than_a_byte_are_packed() =>
        Assert.Equal(16 + 16, Reading.Valid(new TfliteSample { Inputs = [new("in", 1, 31) { ElementType = 17 }] }.Build()).ArenaBytes);

    [Fact]
    public void What_a_variable_holds_lives_all_the_time()
    {
        var model = new TfliteSample { Inputs = [new("in", 1, 400)], Outputs = [new("out", 1, 4)] }.Draft();
        var without = Reading.Valid(model).ArenaBytes;
        var graph = model.Tables(2)[0];
        graph.Set(0, graph.Tables(0).Append(new FlatDraft().Set(0, new[] { 100 }).Set(5, true)).ToArray());
        graph.Tables(3)[1].Set(1, new[] { 3, 5 });
        Assert.Equal((1600 + 16, 1600 + 16 + 400), (without, Reading.Valid(model).ArenaBytes));
    }

    [Fact]
    public void Graphs_that_the_first_one_runs_are_added_and_others_are_not()
    {
        var model = RichModel.Draft();
        Assert.Contains("3 subgraphs added up", Reading.Valid(WithPlainMain(model)).ArenaMethod, StringComparison.Ordinal);
        foreach (var one in model.Tables(2)[0].Tables(3))
            one.Set(3, null).Set(4, null).Set(11, null).Set(12, null);
        Assert.DoesNotContain("added up", Reading.Valid(model).ArenaMethod, StringComparison.Ordinal);
    }

    /// <summary>The list of tensors of a variant type, which has no size before, out of the way.</summary>
    private static FlatDraft WithPlainMain(FlatDraft model)
    {
        model.Tables(2)[0].Tables(0)[8].Set(1, (sbyte)0).Set(0, new[] { 1 });
        return model;
    }

    private static Activation Any(Random chance)
    {
        var first = chance.Next(100);
        return new Activation(chance.Next(1, 10_000), first, Math.Min(99, first + chance.Next(12)));
    }

    private static long Plan(Activation[] activations)
    {
        var plan = new ArenaPlan(Plenty);
        var bytes = plan.Place(Graph(activations));
        Assert.True(plan.IsComplete);
        return bytes;
    }

    private static Subgraph Graph(Activation[] activations) =>
        new(activations.Length, 100, activations, Unsized: null, GuessesBatch: false, Calls: []);
}
