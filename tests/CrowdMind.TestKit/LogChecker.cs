using System.Collections.Concurrent;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit;

/// <summary>
/// Judges a server by what its clients saw, knowing nothing of how it works: what was acknowledged, what each
/// subscriber received, and the log as it is read in the end.
/// </summary>
public sealed class LogChecker
{
    private readonly ConcurrentBag<(Guid Reaction, SeqRange Seq)> _acknowledged = [];
    private readonly ConcurrentBag<ReceivedHistory> _histories = [];
    private readonly ConcurrentDictionary<string, WireEvent> _received = new();

    /// <summary>How many acknowledgements were given, those of retries too.</summary>
    public int Acknowledgements => _acknowledged.Count;

    /// <summary>How many reactions were acknowledged.</summary>
    public int AcknowledgedReactions => _acknowledged.Select(a => a.Reaction).Distinct().Count();

    /// <summary>What the subscribers received so far.</summary>
    public IReadOnlyCollection<ReceivedHistory> Histories => _histories;

    /// <summary>A publish was answered. A retry may be acknowledged again; the answers must agree.</summary>
    public void Acknowledged(Guid reaction, SeqRange seq) => _acknowledged.Add((reaction, seq));

    /// <summary>A subscriber, whose history is to be judged with the rest.</summary>
    public ReceivedHistory AddSubscriber(string name)
    {
        var history = new ReceivedHistory(name, _received);
        _histories.Add(history);
        return history;
    }

    /// <summary>Everything that is wrong. Call it when all clients have come to rest.</summary>
    public IReadOnlyList<Violation> Check(IReadOnlyList<WireEvent> log)
    {
        IEnumerable<Violation> received = _histories.OrderBy(h => h.Name).SelectMany(h => SubscriberCheck.Of(h, log));
        return [.. CheckLog(log), .. CheckAcknowledged(log), .. received];
    }

    private static IEnumerable<Violation> CheckLog(IReadOnlyList<WireEvent> log)
    {
        for (int i = 0; i < log.Count; i++)
        {
            if (log[i].Seq != i + 1)
            {
                yield return new(ViolationKind.LogNotGapless, $"{log[i].Seq} stands where {i + 1} should.");
                yield break;
            }
            if (i > 0 && string.CompareOrdinal(log[i].At, log[i - 1].At) < 0)
                yield return new(ViolationKind.TimeWentBack, $"{log[i].At} at {i + 1} comes after {log[i - 1].At}.");
        }
    }

    private IEnumerable<Violation> CheckAcknowledged(IReadOnlyList<WireEvent> log)
    {
        ILookup<Guid, long> places = log.Where(e => e.IsReaction).ToLookup(e => e.Id, e => e.Seq);
        foreach (IGrouping<Guid, long> place in places.Where(p => p.Count() > 1))
            yield return new(ViolationKind.AppendedTwice, $"{place.Key} at {string.Join(", ", place)}.");
        foreach ((Guid reaction, SeqRange seq) in _acknowledged)
        {
            if (!places.Contains(reaction))
                yield return new(ViolationKind.AcknowledgedButLost, $"{reaction}, answered {seq}, head {log.Count}.");
            else if (!places[reaction].Any(seq.Contains))
                yield return new(ViolationKind.AnotherSeq, $"{reaction} at {places[reaction].First()}, answered {seq}.");
        }
    }
}
