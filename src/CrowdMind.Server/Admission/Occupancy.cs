namespace CrowdMind.Server.Admission;

/// <summary>Places that are taken for a while: at most so many by one party, and so many in all.</summary>
/// <param name="perParty">By one party; 0 is no bound.</param>
/// <param name="total">In all; 0 is no bound.</param>
internal sealed class Occupancy(int perParty, int total = 0)
{
    // Guards the counts; held for a few instructions.
    private readonly Lock _gate = new();
    private readonly Dictionary<Party, int> _taken = [];
    private int _all;

    /// <summary>How many one party may take.</summary>
    public int PerParty => perParty;

    /// <summary>How many may be taken in all.</summary>
    public int Total => total;

    /// <summary>Takes a place.</summary>
    /// <param name="party">For whom.</param>
    /// <param name="place">It, to be given back; null when there is none.</param>
    public Vacancy TryEnter(Party party, out Place? place)
    {
        place = null;
        lock (_gate)
        {
            var taken = _taken.GetValueOrDefault(party);
            if (perParty > 0 && taken >= perParty)
                return Vacancy.NoneForParty;
            if (total > 0 && _all >= total)
                return Vacancy.None;
            _taken[party] = taken + 1;
            _all++;
        }

        place = new Place(this, party);
        return Vacancy.Free;
    }

    private void Leave(Party party)
    {
        lock (_gate)
        {
            _all--;
            if (--_taken[party] == 0)
                _taken.Remove(party);
        }
    }

    /// <summary>A place that is taken until it is disposed of.</summary>
    internal sealed class Place(Occupancy occupancy, Party party) : IDisposable
    {
        private int _left;

        /// <inheritdoc/>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                occupancy.Leave(party);
        }
    }
}
