using CrowdMind.Logs;

namespace CrowdMind.Feeds;

/// <summary>
/// The subscriptions that stand at a feed's head. One dispatcher writes each fresh batch to all of them in turn; one that
/// cannot take it at once leaves the round and catches up on its own.
/// </summary>
internal sealed class Round
{
    private readonly List<Subscription> _members = [];

    public void Add(Subscription subscription)
    {
        subscription.Place = _members.Count;
        _members.Add(subscription);
    }

    public void Remove(Subscription subscription)
    {
        if (subscription.Place is var place and >= 0 && place < _members.Count && _members[place] == subscription)
            RemoveAt(place);
    }

    /// <summary>Writes the batch to all. A member that leaves meanwhile is only marked as ended.</summary>
    /// <returns>How many took it at once.</returns>
    public int Send(EventBatch batch)
    {
        var (members, leavers) = (_members.Count, 0);
        // Backwards, so that the member which takes a leaver's place has been served already.
        for (var place = _members.Count - 1; place >= 0; place--)
        {
            if (_members[place].TrySend(batch))
                continue;
            RemoveAt(place);
            leavers++;
        }

        return members - leavers;
    }

    /// <summary>Drops those that ended while a batch was being sent.</summary>
    public void Prune()
    {
        for (var place = _members.Count - 1; place >= 0; place--)
        {
            if (_members[place].IsEnded)
                RemoveAt(place);
        }
    }

    private void RemoveAt(int place)
    {
        _members[place].Place = -1;
        var last = _members[^1];
        _members.RemoveAt(_members.Count - 1);
        if (place == _members.Count)
            return;
        _members[place] = last;
        last.Place = place;
    }
}
