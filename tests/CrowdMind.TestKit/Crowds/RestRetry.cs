using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Crowds;

/// <summary>Which answers say "try again".</summary>
internal static class RestRetry
{
    public static RestAnswer UnlessBusy(RestAnswer answer) =>
        answer.Status is 429 or 502 or 503 or 504 ? throw new PublishFailedException($"{answer.Status}: {answer.Text}") : answer;
}
