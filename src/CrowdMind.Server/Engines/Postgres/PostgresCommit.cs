using CrowdMind.Logs;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>
/// One commit, through all its tries: what it is known by, its time, and its parts in their order. Most have one part.
/// </summary>
internal sealed class PostgresCommit
{
    /// <summary>Cuts the requests into parts.</summary>
    /// <param name="requests">At least one.</param>
    /// <param name="now">The clock's time.</param>
    public PostgresCommit(IReadOnlyList<AppendRequest> requests, DateTimeOffset now)
    {
        Now = now;
        Logs = [.. requests.Select(request => request.ExperimentId.Value).Distinct().Order()];
        Parts = Cut(requests);
    }

    /// <summary>By which a retry knows what an earlier try has done.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>The clock's time when it was first tried.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The experiments it touches, in the order in which all writers lock them.</summary>
    public Guid[] Logs { get; }

    /// <summary>What it does, one after the other.</summary>
    public IReadOnlyList<IPart> Parts { get; }

    // A part ends where what follows depends on it: at a change of status, and at an id that comes again.
    private static List<IPart> Cut(IReadOnlyList<AppendRequest> requests)
    {
        var parts = new List<IPart>();
        var reactions = new List<AppendRequest.Reactions>();
        var seen = new HashSet<(ExperimentId, ReactionId)>();
        foreach (var request in requests)
        {
            if (request is AppendRequest.StatusChange change)
            {
                Close();
                parts.Add(new PostgresStatusChange(change));
            }
            else if (request is AppendRequest.Reactions more)
            {
                if (more.Drafts.Any(draft => seen.Contains((more.ExperimentId, draft.Id))))
                    Close();
                reactions.Add(more);
                foreach (var draft in more.Drafts)
                    seen.Add((more.ExperimentId, draft.Id));
            }
        }

        Close();
        return parts;

        void Close()
        {
            if (reactions.Count > 0)
                parts.Add(new PostgresReactions([.. reactions], distinctIds: seen.Count));
            reactions.Clear();
            seen.Clear();
        }
    }

    /// <summary>One part of a commit.</summary>
    internal interface IPart
    {
        /// <summary>Does it within the commit.</summary>
        /// <returns>An outcome for each of its requests.</returns>
        Task<IReadOnlyList<AppendOutcome>> RunAsync(
            Npgsql.NpgsqlConnection connection, PostgresCommit commit, Guid writer, CancellationToken cancellationToken);
    }
}
