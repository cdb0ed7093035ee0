using CrowdMind.TestKit;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Crash;

/// <summary>The checker on a history of ten events, right and then wrong in every way it knows.</summary>
public sealed class LogCheckerTests
{
    private readonly LogChecker _checker = new();
    private readonly List<WireEvent> _log = [.. Enumerable.Range(1, 10).Select(seq => NewEvent(seq))];

    [Fact]
    public void An_exact_history_is_found_clean()
    {
        AcknowledgeAll();
        Receive(after: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Receive([0, 6, 6], [1, 2, 3, 4, 5, 6], [], [7, 8, 9, 10]);
        Assert.Empty(_checker.Check(_log));
    }

    [Fact]
    public void A_lost_reaction_is_found_even_when_the_seqs_close_over_it()
    {
        AcknowledgeAll();
        _log.RemoveAt(9);
        AssertFound(ViolationKind.AcknowledgedButLost);
    }

    [Fact]
    public void A_hole_in_the_log_is_found()
    {
        _log.RemoveAt(4);
        AssertFound(ViolationKind.LogNotGapless);
    }

    [Fact]
    public void A_reaction_that_stands_twice_is_found()
    {
        _log.Add(NewEvent(11, _log[2].Id));
        AssertFound(ViolationKind.AppendedTwice);
    }

    [Fact]
    public void A_reaction_at_another_seq_than_answered_is_found()
    {
        _checker.Acknowledged(_log[4].Id, SeqRange.At(6));
        AssertFound(ViolationKind.AnotherSeq);
    }

    [Fact]
    public void A_retry_that_was_answered_with_another_seq_is_found()
    {
        _checker.Acknowledged(_log[4].Id, SeqRange.At(5));
        _checker.Acknowledged(_log[4].Id, SeqRange.At(9));
        AssertFound(ViolationKind.AnotherSeq);
    }

    [Fact]
    public void A_reaction_outside_the_span_of_its_request_is_found()
    {
        _checker.Acknowledged(_log[2].Id, new SeqRange(3, 5));
        _checker.Acknowledged(_log[6].Id, new SeqRange(3, 5));
        AssertFound(ViolationKind.AnotherSeq);
    }

    [Fact]
    public void Time_that_goes_back_is_found()
    {
        _log[5] = NewEvent(6, at: 2);
        AssertFound(ViolationKind.TimeWentBack);
    }

    [Theory]
    [InlineData(ViolationKind.Gap, 1, 2, 3, 4, 6, 7, 8, 9, 10)]
    [InlineData(ViolationKind.Gap, 2, 3, 4, 5, 6, 7, 8, 9, 10)]
    [InlineData(ViolationKind.Duplicate, 1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10)]
    [InlineData(ViolationKind.Duplicate, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10)]
    [InlineData(ViolationKind.Reorder, 1, 2, 3, 5, 4, 6, 7, 8, 9, 10)]
    [InlineData(ViolationKind.Reorder, 2, 1, 3, 4, 5, 6, 7, 8, 9, 10)]
    [InlineData(ViolationKind.NotAtHead, 1, 2, 3, 4, 5, 6, 7, 8, 9)]
    public void A_wrong_sequence_is_found(ViolationKind found, params int[] seqs)
    {
        Receive(after: 0, seqs);
        AssertFound(found);
    }

    [Fact]
    public void An_event_repeated_after_a_resume_is_found()
    {
        Receive([0, 4], [1, 2, 3, 4], [4, 5, 6, 7, 8, 9, 10]);
        AssertFound(ViolationKind.Duplicate);
    }

    [Fact]
    public void An_event_missed_at_a_resume_is_found()
    {
        Receive([0, 4], [1, 2, 3, 4], [6, 7, 8, 9, 10]);
        AssertFound(ViolationKind.Gap);
    }

    [Fact]
    public void A_subscriber_that_was_refused_is_found()
    {
        Receive(after: 0, 1, 2, 3).GiveUp("409");
        AssertFound(ViolationKind.NotAtHead);
    }

    [Fact]
    public void A_subscriber_that_left_need_not_reach_the_head()
    {
        Receive(after: 0, 1, 2, 3).Leave();
        Assert.Empty(_checker.Check(_log));
    }

    [Fact]
    public void Other_bytes_than_the_logged_ones_are_found()
    {
        ReceivedHistory history = Receive(after: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        history.Received(_log[9] with { Raw = _log[9].Raw.Replace("\"n\":10", "\"n\": 10", StringComparison.Ordinal) });
        AssertFound(ViolationKind.OtherBytes);
    }

    private static WireEvent NewEvent(int seq, Guid? id = null, int? at = null) => WireEvent.Parse(
        $$$"""{"type":"reaction_created","seq":{{{seq}}},"data":{"id":"{{{id ?? Guid.NewGuid()}}}","payload":{"n":{{{seq}}}}},"ts":"2026-01-01T00:00:{{{at ?? seq:00}}}.000000Z"}""");

    private void AcknowledgeAll() => _log.ForEach(e => _checker.Acknowledged(e.Id, SeqRange.At(e.Seq)));

    private ReceivedHistory Receive(long after, params int[] seqs) => Receive([after], seqs);

    private ReceivedHistory Receive(long[] afters, params int[][] legs)
    {
        ReceivedHistory history = _checker.AddSubscriber("Ada");
        foreach ((long after, int[] leg) in afters.Zip(legs))
        {
            history.Connected(after);
            foreach (int seq in leg)
                history.Received(_log[seq - 1]);
        }
        return history;
    }

    private void AssertFound(ViolationKind kind) => Assert.Equal([kind], _checker.Check(_log).Select(v => v.Kind));
}
