using CrowdMind.Recording;
using CrowdMind.Server.Access;
using CrowdMind.Server.Admission;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api;

/// <summary>The NDJSON uploads of this instance. Each is a live connection: nobody knows when it ends.</summary>
/// <param name="writer">Where reactions go.</param>
/// <param name="publishing">How they are read.</param>
/// <param name="rates">How fast they may come; an upload that is faster is not refused, but read more slowly.</param>
/// <param name="connections">How many there may be.</param>
/// <param name="sessions">Ends those whose credentials have ended.</param>
/// <param name="time">The clock.</param>
internal sealed class ReactionUploads(
    LogWriter writer, Publishing publishing, PublishRates rates, LiveConnections connections, Sessions sessions, TimeProvider time)
{
    /// <summary>Where reactions go.</summary>
    public LogWriter Writer => writer;

    /// <summary>How they are read.</summary>
    public Publishing Publishing => publishing;

    /// <summary>How fast they may come.</summary>
    public PublishRates Rates => rates;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Takes one.</summary>
    public async Task<IResult> TakeAsync(ExperimentId experimentId, HttpContext context, CancellationToken cancellationToken)
    {
        var (caller, from) = (CallerPrincipal.Of(context.User), ClientNetwork.Of(context));
        var vacancy = connections.TryEnter(caller, from, out var connection);
        if (connection is null)
            return Problem.From(vacancy, connections);
        var upload = new ReactionUpload(this, experimentId, caller, Party.Of(caller, from));
        using (connection)
        using (sessions.Enter(caller, () => upload.Revoke(context.Request)))
            return await upload.RunAsync(context, cancellationToken);
    }
}
