using CrowdMind.Keys;

namespace CrowdMind.Server.Access;

/// <summary>The credentials that are taken: API keys, and tokens of an issuer, both as bearer tokens (RFC 6750).</summary>
/// <param name="options">Whether they are asked for.</param>
/// <param name="keys">The keys.</param>
/// <param name="tokens">The tokens, when an issuer is configured.</param>
/// <param name="time">The clock.</param>
internal sealed class Credentials(AccessOptions options, ApiKeys keys, JwtTokens? tokens, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(Limits.AuthenticationSeconds);

    /// <summary>Finds out who comes with a text.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<CredentialOutcome> ReadAsync(string text, CancellationToken cancellationToken)
    {
        if (!options.IsRequired)
            return new CredentialOutcome.Accepted(Caller.Anyone);
        if (text.Length > Limits.TokenCharacters)
            return new CredentialOutcome.Refused($"The token has {text.Length} characters; {Limits.TokenCharacters} at most are read.");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = tokens is null || ApiKeys.IsKey(text) ? keys.ReadAsync(text, end.Token) : tokens.ReadAsync(text, end.Token);
        if (reading.IsCompletedSuccessfully)
            return reading.Result;
        try
        {
            return await reading.AsTask().WaitAsync(Deadline, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            await end.CancelAsync();
            return new CredentialOutcome.Unknown();
        }
    }
}
