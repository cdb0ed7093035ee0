using CrowdMind.Experiments;
using CrowdMind.Feeds;
using CrowdMind.Logs;
using CrowdMind.Objects;

namespace CrowdMind.Server.Wire;

/// <summary>The refusals there are.</summary>
internal sealed partial class Problem
{
    /// <summary>How long an overloaded publisher is asked to wait.</summary>
    private const int OverloadRetrySeconds = 1;

    /// <summary>The body is not what it says it is.</summary>
    public static Problem Malformed(string message) => new(StatusCodes.Status400BadRequest, message);

    /// <summary>No experiment has the id.</summary>
    public static Problem ExperimentNotFound(ExperimentId id) =>
        new(StatusCodes.Status404NotFound, $"There is no experiment {id}.");

    /// <summary>No agent has the id.</summary>
    public static Problem AgentNotFound(AgentId id) => new(StatusCodes.Status404NotFound, $"There is no agent {id}.");

    /// <summary>The experiment takes no reactions.</summary>
    public static Problem ExperimentStopped(ExperimentId id) => new(
        StatusCodes.Status409Conflict, $"Experiment {id} is stopped and takes no reactions; start it again first.");

    /// <summary>A body or payload is too big.</summary>
    public static Problem TooLarge(string what, long limit) => new(
        StatusCodes.Status413PayloadTooLarge, $"{what} is larger than the limit of {limit} bytes.")
    {
        Details = new Dictionary<string, long?> { ["limit_bytes"] = limit },
    };

    /// <summary>The content type is not one the route reads.</summary>
    public static Problem UnsupportedMediaType(string? given, string wanted) => new(
        StatusCodes.Status415UnsupportedMediaType,
        $"The content type '{given}' is not read here; send {wanted}.");

    /// <summary>The body is compressed, or coded in another way.</summary>
    public static Problem UnsupportedContentEncoding(string given) => new(
        StatusCodes.Status415UnsupportedMediaType,
        $"The content encoding '{PathValues.Shown(given)}' is not read here; send the body as it is, without Content-Encoding.");

    /// <summary>What a client calls a reaction by is longer than what is kept of it.</summary>
    public static Problem RefTooLong(int bytes) =>
        Invalid("ref", $"It has {bytes} bytes; at most {Limits.RefBytes} are kept until the answer.");

    /// <summary>One value is out of its rules.</summary>
    public static Problem Invalid(string field, string message) => Invalid(new Dictionary<string, string[]>
    {
        [field] = [message],
    });

    /// <summary>Several values are out of their rules.</summary>
    public static Problem Invalid(IReadOnlyDictionary<string, string[]> errors) => new(
        StatusCodes.Status422UnprocessableEntity,
        string.Join(" ", errors.SelectMany(field => field.Value, (field, message) => $"{field.Key}: {message}")))
    {
        Errors = errors,
    };

    /// <summary>Too much is waiting to be written.</summary>
    public static Problem Overloaded() => new(
        StatusCodes.Status503ServiceUnavailable,
        "Too many reactions wait to be written; publish again a little later, with the same ids.")
    {
        RetryAfterSeconds = OverloadRetrySeconds,
    };

    /// <summary>The object store did not answer as it should.</summary>
    public static Problem ObjectStoreUnavailable() => new(
        StatusCodes.Status503ServiceUnavailable, "The object store did not do what it was asked; try again a little later.")
    {
        RetryAfterSeconds = OverloadRetrySeconds,
    };

    /// <summary>The URL of an object is not as this server signed it.</summary>
    public static Problem WrongSignature() => new(
        StatusCodes.Status403Forbidden, "The signature does not fit this URL; use it exactly as it was given, or ask for a new one.");

    /// <summary>The URL of an object was good until a time that is past.</summary>
    public static Problem ExpiredUrl(DateTimeOffset end) => new(
        StatusCodes.Status403Forbidden, $"This URL expired at {end:yyyy-MM-dd'T'HH:mm:ss'Z'}; ask for a new one.");

    /// <summary>No object has the key.</summary>
    public static Problem ObjectNotFound(ObjectKey key) =>
        new(StatusCodes.Status404NotFound, $"There is no object {key}.");

    /// <summary>The object has nothing of the range.</summary>
    public static Problem RangeNotSatisfiable(string range, long size) => new(
        StatusCodes.Status416RangeNotSatisfiable, $"The object has {size} bytes, none of them in the range '{range}'.")
    {
        Details = new Dictionary<string, long?> { ["size"] = size },
    };

    /// <summary>The database did not answer as it should.</summary>
    public static Problem DatabaseUnavailable() => new(
        StatusCodes.Status503ServiceUnavailable,
        "The database did not take the request; whether it was done is unknown. Try again, with the same ids.")
    {
        RetryAfterSeconds = OverloadRetrySeconds,
    };

    /// <summary>The instance is stopping.</summary>
    public static Problem Draining() => new(
        StatusCodes.Status503ServiceUnavailable, "This server is stopping; try again, another one may answer.")
    {
        RetryAfterSeconds = OverloadRetrySeconds,
    };

    /// <summary>The place lies beyond the log's head.</summary>
    public static Problem AfterBeyondHead(Seq after, Seq head) => new(
        StatusCodes.Status409Conflict,
        $"'after' is {after}, beyond the log's head {head}, so it belongs to another log. Start from 0 or from the head.")
    {
        Details = new Dictionary<string, long?> { ["head"] = head.Value },
    };

    /// <summary>What an append that appended nothing says.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It did append.</exception>
    public static Problem From(AppendOutcome outcome, ExperimentId experimentId) => outcome switch
    {
        AppendOutcome.ExperimentNotFound => ExperimentNotFound(experimentId),
        AppendOutcome.ExperimentStopped => ExperimentStopped(experimentId),
        AppendOutcome.AgentNotFound missing => AgentNotFound(missing.AgentId),
        AppendOutcome.StatusConflict { Current: ExperimentStatus.Running } => new(
            StatusCodes.Status409Conflict, $"Experiment {experimentId} is running already."),
        AppendOutcome.StatusConflict { Current: var current } => new(
            StatusCodes.Status409Conflict,
            $"Experiment {experimentId} is {current.ToString().ToLowerInvariant()}; only a running one can be stopped."),
        AppendOutcome.Refused refused => new(
            StatusCodes.Status422UnprocessableEntity, $"The database does not take this: {refused.Why.TrimEnd('.')}."),
        AppendOutcome.Overloaded => Overloaded(),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a refusal."),
    };

    /// <summary>What a refused subscription says.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It was not refused.</exception>
    public static Problem From(SubscribeOutcome outcome, ExperimentId experimentId) => outcome switch
    {
        SubscribeOutcome.ExperimentNotFound => ExperimentNotFound(experimentId),
        SubscribeOutcome.AfterBeyondHead beyond => AfterBeyondHead(beyond.After, beyond.Head),
        SubscribeOutcome.Draining => Draining(),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a refusal."),
    };
}
