using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace CrowdMind.Server.Wire;

/// <summary>
/// A refusal as clients see it: over HTTP as <c>application/problem+json</c> (RFC 9457) with the member <c>error</c> that
/// clients of the first version read; over sockets as a message and a status code.
/// </summary>
/// <param name="status">An HTTP status from 400 up.</param>
/// <param name="message">What was wrong, with which value, and what would be right.</param>
internal sealed partial class Problem(int status, string message) : IResult
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>What was wrong, with which value, and what would be right.</summary>
    public string Message { get; } = message;

    /// <summary>What is wrong with which field, of a 422.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Numbers a program can act on, such as the log's head.</summary>
    public IReadOnlyDictionary<string, long?>? Details { get; init; }

    /// <summary>When it is worth trying again.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        AnswerHeaders.Write(httpContext);
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(ToUtf8(httpContext.Request.Path), httpContext.RequestAborted);
    }

    /// <summary>The same problem with other numbers.</summary>
    public Problem With(IReadOnlyDictionary<string, long?> details) =>
        new(Status, Message) { Errors = Errors, Details = details, RetryAfterSeconds = RetryAfterSeconds };

    private byte[] ToUtf8(string instance) => JsonSerializer.SerializeToUtf8Bytes(
        new ProblemBody(
            "about:blank",
            ReasonPhrases.GetReasonPhrase(Status),
            Status,
            Message,
            instance,
            new ProblemError(Message, Status, Details),
            Errors),
        WireJson.Web.ProblemBody);
}

/// <summary>The body of a refused request (RFC 9457).</summary>
/// <param name="Type">Always <c>about:blank</c>: the status says the kind.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What was wrong, with which value, and what would be right.</param>
/// <param name="Instance">The path that was asked for.</param>
/// <param name="Error">The same for clients of the first version.</param>
/// <param name="Errors">Of a 422: what is wrong with which field.</param>
internal sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    ProblemError Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors = null);

/// <summary>A refusal as clients of the first version read it.</summary>
/// <param name="Message">What was wrong, with which value, and what would be right.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Details">Numbers a program can act on, such as the log's head.</param>
internal sealed record ProblemError(
    string Message,
    int StatusCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, long?>? Details = null);
