namespace Crowd.Watching;

/// <summary>The counts of a ledger at one moment. Missing are the acknowledged that have not been seen.</summary>
internal sealed record Tally(
    int Sent, int Acknowledged, int Duplicates, int Refused, int Seen, int Missing, int OutOfOrder);
