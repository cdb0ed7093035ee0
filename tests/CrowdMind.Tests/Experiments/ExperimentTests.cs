using System.Text;
using CrowdMind.Experiments;

namespace CrowdMind.Tests.Experiments;

/// <summary>Where an experiment stands, and how it is spelt.</summary>
public sealed class ExperimentTests
{
    private static readonly DateTimeOffset Made = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Experiment Draft = new(
        new ExperimentId(Guid.Parse("01890000-0000-7000-8000-000000000001")),
        "Übung \"1\" </b>",
        ExperimentStatus.Draft,
        new RawJson("""{ "exits":2.0 }"""),
        null,
        null,
        Made,
        Seq.Zero);

    [Fact]
    public void A_draft_is_spelt_with_every_member() => Assert.Equal(
        """
        {"id":"01890000-0000-7000-8000-000000000001","name":"Übung \"1\" </b>","status":"draft","scenario":{ "exits":2.0 },"started_at":null,"ended_at":null,"created_at":"2026-01-01T00:00:00.000000Z","last_seq":0}
        """,
        Encoding.UTF8.GetString(ExperimentJson.Write(Draft)));

    [Fact]
    public void A_restart_forgets_the_end()
    {
        var stopped = Draft
            .Become(ExperimentStatus.Running, Made.AddSeconds(1), new Seq(1))
            .Become(ExperimentStatus.Stopped, Made.AddSeconds(2), new Seq(5));
        Assert.Equal((Made.AddSeconds(1), Made.AddSeconds(2), 5L), (stopped.StartedAt, stopped.EndedAt, stopped.LastSeq.Value));
        var again = stopped.Become(ExperimentStatus.Running, Made.AddSeconds(3), new Seq(6));
        Assert.Equal(stopped with { Status = ExperimentStatus.Running, StartedAt = Made.AddSeconds(3), EndedAt = null, LastSeq = new Seq(6) }, again);
    }

    [Theory]
    [InlineData(ExperimentStatus.Draft, ExperimentStatus.Running, true)]
    [InlineData(ExperimentStatus.Stopped, ExperimentStatus.Running, true)]
    [InlineData(ExperimentStatus.Running, ExperimentStatus.Running, false)]
    [InlineData(ExperimentStatus.Running, ExperimentStatus.Stopped, true)]
    [InlineData(ExperimentStatus.Draft, ExperimentStatus.Stopped, false)]
    [InlineData(ExperimentStatus.Stopped, ExperimentStatus.Stopped, false)]
    [InlineData(ExperimentStatus.Running, ExperimentStatus.Draft, false)]
    public void A_status_changes_only_in_its_order(ExperimentStatus from, ExperimentStatus to, bool may) =>
        Assert.Equal(may, from.MayBecome(to));
}
