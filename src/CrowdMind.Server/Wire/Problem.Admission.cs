using CrowdMind.Server.Admission;

namespace CrowdMind.Server.Wire;

/// <summary>The refusals of whoever wants more than there is for one.</summary>
internal sealed partial class Problem
{
    /// <summary>When it is worth trying again where nobody can say when a place is given back.</summary>
    private const int PlaceRetrySeconds = 5;

    /// <summary>Reactions come faster than they may.</summary>
    public static Problem From(PublishTurn turn)
    {
        var seconds = (int)Math.Min(int.MaxValue, Math.Ceiling(turn.Wait.TotalSeconds));
        return TooMany(
            turn.IsExperiments
                ? $"The experiment takes {turn.PerSecond} reactions a second (MAX_EXPERIMENT_PUBLISHES_PER_SECOND); publish again in {seconds} s, with the same ids."
                : $"You may publish {turn.PerSecond} reactions a second (MAX_PUBLISHES_PER_SECOND); publish again in {seconds} s, with the same ids.",
            seconds);
    }

    /// <summary>Too many credentials from one place were not good.</summary>
    public static Problem TooManyAttempts(int seconds) =>
        TooMany($"Too many credentials from your address were not good; try again in {seconds} s, with one that is.", seconds);

    /// <summary>There may be no more live connections.</summary>
    public static Problem From(ConnectionVacancy vacancy, LiveConnections connections) => TooMany(
        vacancy == ConnectionVacancy.NoneForCaller
            ? $"You have {connections.PerCaller} live connections, which is all you may have (MAX_CONNECTIONS_PER_CALLER); close one first."
            : $"From your address there are {connections.PerAddress} live connections, which is all there may be (MAX_CONNECTIONS_PER_ADDRESS); close one first.",
        PlaceRetrySeconds);

    /// <summary>The caller has as many transfers under way as it may.</summary>
    public static Problem TooManyTransfers(int most) =>
        TooMany($"You have {most} uploads or {most} exports under way, which is all you may have; wait for one to end.", PlaceRetrySeconds);

    /// <summary>All together have as many transfers under way as there may be.</summary>
    public static Problem TransfersFull(int most) => new(
        StatusCodes.Status503ServiceUnavailable, $"{most} uploads or {most} exports are under way here, which is all there may be; try again a little later.")
    {
        RetryAfterSeconds = PlaceRetrySeconds,
    };

    /// <summary>The connection follows as many experiments as it may.</summary>
    public static Problem TooManyJoined() => new(
        StatusCodes.Status409Conflict, $"This connection follows {Limits.JoinedExperiments} experiments; leave one first.");

    /// <summary>Nothing has come for too long.</summary>
    public static Problem Silent() => new(
        StatusCodes.Status408RequestTimeout,
        $"Nothing came for {Limits.UploadSilenceMinutes} minutes; send an empty line now and then while there is nothing to publish.");

    private static Problem TooMany(string message, int seconds) =>
        new(StatusCodes.Status429TooManyRequests, message) { RetryAfterSeconds = Math.Max(1, seconds) };
}
