using CrowdMind.Keys;

namespace CrowdMind.Server.Admission;

/// <summary>
/// The live connections of this instance, counted by caller and by address: WebSockets, event streams, the hub's, and NDJSON
/// uploads, which last as long as their clients like.
/// </summary>
/// <param name="options">How many there may be.</param>
internal sealed class LiveConnections(AdmissionOptions options)
{
    private readonly Occupancy _callers = new(options.ConnectionsPerCaller);
    private readonly Occupancy _addresses = new(options.ConnectionsPerAddress);

    /// <summary>How many one caller may have.</summary>
    public int PerCaller => options.ConnectionsPerCaller;

    /// <summary>How many may come from one address.</summary>
    public int PerAddress => options.ConnectionsPerAddress;

    /// <summary>Counts a connection.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="from">Where its client is.</param>
    /// <param name="connection">To be disposed of at its end; null when there may be none.</param>
    public ConnectionVacancy TryEnter(Caller caller, ClientNetwork from, out IDisposable? connection)
    {
        connection = null;
        if (_callers.TryEnter(Party.Of(caller, from), out var ofCaller) != Vacancy.Free)
            return ConnectionVacancy.NoneForCaller;
        if (_addresses.TryEnter(Party.Of(from), out var ofAddress) != Vacancy.Free)
        {
            ofCaller?.Dispose();
            return ConnectionVacancy.NoneForAddress;
        }

        connection = new Places(ofCaller, ofAddress);
        return ConnectionVacancy.Free;
    }

    private sealed class Places(IDisposable? first, IDisposable? second) : IDisposable
    {
        public void Dispose()
        {
            first?.Dispose();
            second?.Dispose();
        }
    }
}
