using System.Net;
using System.Text.Json;

namespace Crowd.Delivery;

/// <summary>What the server's answers mean for whoever sends reactions.</summary>
internal static class Answers
{
    /// <summary>A failure that another attempt may not meet: no connection, an early end, a time-out.</summary>
    public static bool IsPassing(Exception e, CancellationToken cancel) =>
        e is HttpRequestException or IOException or JsonException
        || (e is TaskCanceledException && !cancel.IsCancellationRequested);

    /// <summary>
    /// True when this reaction will never be taken, false when it is worth another attempt. Throws when no reaction
    /// will be taken any more.
    /// </summary>
    public static async Task<bool> IsRefusalAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw new CannotGoOnException(Credential.Refused);
        if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
            throw new CannotGoOnException(await MessageAsync(answer, cancel));
        return (int)answer.StatusCode is >= 400 and < 500 and not 408 and not 429;
    }

    /// <summary>The sentence in the server's problem, or the status where there is none.</summary>
    public static async Task<string> MessageAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        string body = await answer.Content.ReadAsStringAsync(cancel);
        try
        {
            using var problem = JsonDocument.Parse(body);
            return problem.RootElement.GetProperty("error").GetProperty("message").GetString() ?? body;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"The server answered {(int)answer.StatusCode} to {answer.RequestMessage?.RequestUri}.";
        }
    }
}
