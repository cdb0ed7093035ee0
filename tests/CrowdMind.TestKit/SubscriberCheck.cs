using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit;

/// <summary>Judges what one subscriber received against the log.</summary>
internal static class SubscriberCheck
{
    public static IEnumerable<Violation> Of(ReceivedHistory history, IReadOnlyList<WireEvent> log)
    {
        long? last = null;
        foreach (ReceivedLeg leg in history.Legs)
        {
            if (last is { } seen && leg.After != seen)
                yield return Wrong(history, ViolationKind.Gap, $"resumed after {leg.After} having seen {seen}.");
            foreach (Violation wrong in OfLeg(history, leg, log))
                yield return wrong;
            last = leg.Events.Count > 0 ? leg.Events[^1].Seq : leg.Start;
        }
        if (history.Refused is { } why)
            yield return Wrong(history, ViolationKind.NotAtHead, $"was refused at {history.Last}: {why}");
        else if (last != log.Count && !history.HasLeft)
            yield return Wrong(history, ViolationKind.NotAtHead, $"ended at {last}, the head is {log.Count}.");
    }

    private static IEnumerable<Violation> OfLeg(ReceivedHistory history, ReceivedLeg leg, IReadOnlyList<WireEvent> log)
    {
        long highest = leg.Start;
        var seen = new HashSet<long>();
        foreach (WireEvent received in leg.Events)
        {
            if (!seen.Add(received.Seq))
                yield return Wrong(history, ViolationKind.Duplicate, $"{received.Seq} came twice.");
            else if (received.Seq <= leg.Start)
                yield return Wrong(history, ViolationKind.Duplicate, $"{received.Seq} came after={leg.Start}.");
            else if (received.Seq < highest)
                yield return Wrong(history, ViolationKind.Reorder, $"{received.Seq} came after {highest}.");
            highest = Math.Max(highest, received.Seq);
            if (DiffersFrom(log, received) is { } difference)
                yield return Wrong(history, ViolationKind.OtherBytes, difference);
        }
        for (long seq = leg.Start + 1; seq <= highest; seq++)
        {
            if (!seen.Contains(seq))
                yield return Wrong(history, ViolationKind.Gap, $"{seq} did not come, {highest} did.");
        }
    }

    private static string? DiffersFrom(IReadOnlyList<WireEvent> log, WireEvent received)
    {
        if (received.Seq < 1 || received.Seq > log.Count)
            return $"{received.Seq} is not in the log.";
        string logged = log[(int)received.Seq - 1].Raw;
        if (received.Raw == logged)
            return null;
        int at = received.Raw.AsSpan().CommonPrefixLength(logged);
        return $"{received.Seq} came as …{Around(received.Raw, at)}… and is logged as …{Around(logged, at)}….";
    }

    private static string Around(string text, int at) =>
        text[Math.Max(0, at - 40)..Math.Min(text.Length, at + 40)];

    private static Violation Wrong(ReceivedHistory history, ViolationKind kind, string text) =>
        new(kind, $"{history.Name}: {text}");
}
