using System.Text;
using System.Text.Json;
using CrowdMind.Experiments;
using CrowdMind.Logs;

namespace CrowdMind.Tests.Logs;

/// <summary>One event, spelt once; its parts are slices of it.</summary>
public sealed class EncodedEventTests
{
    [Fact]
    public void A_reaction_is_spelt_as_the_wire_contract_says()
    {
        Assert.Equal(
            """
            {"type":"reaction_created","seq":17,"data":{"id":"00000011-0000-0000-0000-000000000001","experiment_id":"01890000-0000-7000-8000-000000000001","agent_id":"01890000-0000-7000-8000-00000000000a","payload":{"n":17,"w":""},"created_at":"2026-01-02T03:04:05.000017Z"},"ts":"2026-01-02T03:04:05.000017Z"}
            """,
            Samples.Text(Samples.Batch(17, 17)[0].Json));
    }

    [Fact]
    public void A_traceparent_stands_between_the_data_and_the_time()
    {
        Assert.Equal(
            """
            {"type":"reaction_created","seq":18,"data":{"id":"00000012-0000-0000-0000-000000000001","experiment_id":"01890000-0000-7000-8000-000000000001","agent_id":"01890000-0000-7000-8000-00000000000a","payload":{"n":18,"w":""},"created_at":"2026-01-02T03:04:05.000018Z"},"traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","ts":"2026-01-02T03:04:05.000018Z"}
            """,
            Samples.Text(Samples.TracedBatch(18, 18)[0].Json));
    }

    [Fact]
    public void The_parts_of_a_reaction_with_a_traceparent_are_those_of_one_without()
    {
        var (traced, plain) = (Samples.TracedBatch(18, 18)[0], Samples.Batch(18, 18)[0]);
        Assert.Equal(Samples.Text(plain.Data), Samples.Text(traced.Data));
        Assert.Equal(Samples.Text(plain.Payload), Samples.Text(traced.Payload));
        Assert.Equal(Samples.Text(plain.At), Samples.Text(traced.At));
        Assert.Equal((Samples.Trace.ToString(), ""), (Samples.Text(traced.TraceParent), Samples.Text(plain.TraceParent)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"n":1.0,"n":-0,"s":"\u0041\/"}""")]
    [InlineData("""{"payload":{"id":"x"},"created_at":"}","ts":"\"}"}""")]
    [InlineData("{\n \"🎉\" : [ 1, 2 ] }")]
    public void The_parts_of_a_reaction_are_what_went_in(string payload)
    {
        var builder = new EncodedEventsBuilder(Samples.Experiment, 0);
        builder.Add(Samples.Facts(1), "{}"u8);
        builder.Add(Samples.Facts(long.MaxValue >> 28), Encoding.UTF8.GetBytes(payload));
        var one = builder.ToEvents()[1];
        Assert.Equal(EventType.ReactionCreated, one.Type);
        Assert.Equal(long.MaxValue >> 28, one.Seq.Value);
        Assert.Equal(payload, Samples.Text(one.Payload));
        Assert.Equal(Samples.Reaction(long.MaxValue >> 28).ToString(), Samples.Text(one.ReactionId));
        Assert.Equal(Samples.Agent.ToString(), Samples.Text(one.AgentId));
        Assert.Equal(Samples.Facts(long.MaxValue >> 28).At.ToString(Instants.Format, null), Samples.Text(one.At));
    }

    [Fact]
    public void The_data_of_a_status_event_is_the_experiment()
    {
        var experiment = new Experiment(
            Samples.Experiment, "Übung", ExperimentStatus.Running, new RawJson("{ }"), Samples.At, null, Samples.At, new Seq(1));
        var body = ExperimentJson.Write(experiment);
        var builder = new EncodedEventsBuilder(Samples.Experiment, 0);
        builder.Add(new EventFacts(new Seq(1), EventType.ExperimentStarted, Samples.At), body);
        var one = builder.ToEvents()[0];
        Assert.Equal(body, one.Data.ToArray());
        Assert.Equal("2026-01-02T03:04:05.000000Z", Samples.Text(one.At));
        Assert.Equal(
            $$"""{"type":"experiment_started","seq":1,"data":{{Samples.Text(body)}},"ts":"2026-01-02T03:04:05.000000Z"}""",
            Samples.Text(one.Json));
    }

    [Fact]
    public void The_largest_event_fits_its_overhead()
    {
        var facts = Samples.Facts(long.MaxValue) with { At = DateTimeOffset.MaxValue, TraceParent = Samples.Trace };
        var builder = new EncodedEventsBuilder(Samples.Experiment, 0);
        builder.Add(facts, "{}"u8);
        Assert.InRange(builder.Bytes, 1, EventLayout.OverheadBytes + 2);
        Assert.Equal(long.MaxValue, JsonDocument.Parse(builder.ToEvents()[0].Json).RootElement.GetProperty("seq").GetInt64());
    }

    [Fact]
    public void A_builder_grows_as_it_must()
    {
        var builder = new EncodedEventsBuilder(Samples.Experiment, 1);
        for (var seq = 1; seq <= 100; seq++)
            builder.Add(Samples.Facts(seq), Samples.Payload(seq, seq * 10));
        var events = builder.ToEvents();
        Assert.Equal((100, builder.Bytes), (events.Count, events.Bytes));
        for (var seq = 1; seq <= 100; seq++)
            Assert.Equal(Samples.Payload(seq, seq * 10), events[seq - 1].Payload.ToArray());
    }

    [Fact]
    public void No_events_weigh_nothing()
    {
        var none = new EncodedEventsBuilder(Samples.Experiment, 0).ToEvents();
        Assert.Equal((0, 0, 0), (none.Count, none.Bytes, none.Joined.Length));
    }
}
