using System.Text;
using CrowdMind.Logs;

namespace CrowdMind.TestKit;

/// <summary>Batches of reactions that nobody made.</summary>
public static class SampleBatches
{
    /// <summary>Events first..last, each with its seq as payload and some weight.</summary>
    public static EventBatch Of(ExperimentId experimentId, long first, long last, int weight = 0)
    {
        var builder = new EncodedEventsBuilder(experimentId, 1024);
        for (var seq = first; seq <= last; seq++)
        {
            var facts = new EventFacts(
                new Seq(seq), EventType.ReactionCreated, DateTimeOffset.UnixEpoch,
                ReactionId.New(TimeProvider.System), AgentId.New(TimeProvider.System));
            builder.Add(facts, Encoding.UTF8.GetBytes($$"""{"n":{{seq}},"w":"{{new string('x', weight)}}"}"""));
        }

        return builder.ToBatch();
    }
}
