namespace CrowdMind.Keys;

/// <summary>
/// Lets whoever has it open one connection, once: for clients that cannot send a credential with it, as browsers cannot
/// with WebSockets and event streams.
/// </summary>
/// <param name="Hash">SHA-256 of its spelling.</param>
/// <param name="Subject">What it opens, such as <c>experiments/{id}</c>.</param>
/// <param name="Caller">For whom.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record Ticket(byte[] Hash, string Subject, Caller Caller, DateTimeOffset ExpiresAt)
{
    /// <summary>What a ticket for something is for, however its id is written.</summary>
    /// <param name="kind">What it is, such as <c>experiments</c>.</param>
    /// <param name="id">Its id.</param>
    public static string SubjectOf(string kind, string? id) => $"{kind}/{id?.ToLowerInvariant()}";
}
