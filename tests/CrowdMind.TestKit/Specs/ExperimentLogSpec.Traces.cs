using CrowdMind.Logs;

namespace CrowdMind.TestKit.Specs;

public abstract partial class ExperimentLogSpec
{
    /// <summary>Some publisher's place in its trace.</summary>
    protected static readonly TraceParent FirstTrace = TraceParent.Parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    private static readonly TraceParent OtherTrace = TraceParent.Parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");

    [Fact]
    public async Task A_traceparent_is_kept_with_its_reaction_and_no_other()
    {
        await CommitAsync(
            React(Draft(), Draft() with { TraceParent = FirstTrace }, Draft()),
            Started(),
            React(Draft() with { TraceParent = OtherTrace }, Draft()));
        await ReopenAsync();
        Assert.Equal(["", $"{FirstTrace}", "", "", $"{OtherTrace}", ""], await TracesAsync());
        var latest = await Log.ReadLatestReactionsAsync(Experiment, new Slice(2, 0), Stop);
        Assert.Equal(["", $"{OtherTrace}"], Events(latest).Select(one => Text(one.TraceParent)));
        var after = await Log.ReadReactionsAfterAsync(Experiment, new Seq(1), 2, Stop);
        Assert.Equal([$"{FirstTrace}", ""], Events(after).Select(one => Text(one.TraceParent)));
    }

    [Fact]
    public async Task A_reaction_appended_again_keeps_its_first_traceparent()
    {
        var (traced, plain) = (Draft() with { TraceParent = FirstTrace }, Draft());
        await ReactAsync(traced, plain);
        var again = await ReactAsync(
            traced with { TraceParent = OtherTrace }, plain with { TraceParent = OtherTrace }, Draft() with { TraceParent = OtherTrace });
        Assert.Equal(1, again.Accepted);
        Assert.Equal([$"{FirstTrace}", "", $"{OtherTrace}"], await TracesAsync());
    }

    [Fact]
    public async Task Of_an_id_twice_in_a_request_the_first_traceparent_counts()
    {
        var draft = Draft() with { TraceParent = FirstTrace };
        await ReactAsync(draft, draft with { TraceParent = OtherTrace }, Draft());
        Assert.Equal([$"{FirstTrace}", ""], await TracesAsync());
    }

    /// <summary>The traceparents, oldest first; empty where there is none.</summary>
    protected async Task<IEnumerable<string>> TracesAsync() => (await ReadAllAsync()).Select(one => Text(one.TraceParent));
}
