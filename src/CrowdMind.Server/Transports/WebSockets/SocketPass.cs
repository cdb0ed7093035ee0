using System.Data.Common;
using System.Text.Json;
using CrowdMind.Keys;
using CrowdMind.Server.Access;
using CrowdMind.Server.Admission;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>Who has a socket: the credential it was opened with, or one that its client has sent since.</summary>
/// <param name="access">What knows credentials.</param>
/// <param name="session">What ends the socket with the credential.</param>
/// <param name="from">Where the client is.</param>
/// <param name="permission">What the socket asks for.</param>
/// <param name="subject">Of which experiment or agent.</param>
internal sealed class SocketPass(SocketAccess access, Session session, ClientNetwork from, Permission permission, string subject)
    : IDisposable
{
    /// <summary>Who has it now.</summary>
    public Caller Caller => session.Caller;

    /// <summary>To whom what comes by it is counted.</summary>
    public Party Party => Party.Of(Caller, from);

    /// <summary>
    /// Takes the credential of a frame <c>{"type":"auth","token":…}</c>. One that is not good changes nothing; one that says
    /// less than the socket asks for ends it.
    /// </summary>
    /// <param name="reference">The frame's <c>ref</c>.</param>
    /// <param name="utf8">The frame, which is JSON.</param>
    /// <returns>What to answer; null when the socket ends.</returns>
    public async ValueTask<byte[]?> RenewAsync(ReadOnlyMemory<byte> reference, byte[] utf8)
    {
        try
        {
            return await TakeAsync(reference, utf8);
        }
        catch (DbException)
        {
            return AnswerFrames.Error(reference, Problem.CredentialUnknown());
        }
    }

    private async ValueTask<byte[]?> TakeAsync(ReadOnlyMemory<byte> reference, byte[] utf8)
    {
        switch (await access.ReadAsync(TokenOf(utf8), from))
        {
            case CredentialOutcome.Accepted(var caller):
                if (await access.AllowsAsync(caller, permission, subject))
                {
                    session.Renew(caller);
                    return AnswerFrames.Authenticated(reference, caller.EndsAt);
                }

                session.Revoke();
                return null;
            case CredentialOutcome.Refused(var why):
                return AnswerFrames.Error(reference, Problem.CredentialRefused(why));
            case CredentialOutcome.NotTried(var seconds):
                return AnswerFrames.Error(reference, Problem.TooManyAttempts(seconds));
            default:
                return AnswerFrames.Error(reference, Problem.CredentialUnknown());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private static string TokenOf(byte[] utf8)
    {
        using var json = JsonDocument.Parse(utf8, JsonBody.Options);
        return !HalfPairs.AreInNames(json.RootElement) && json.RootElement.TryGetProperty("token"u8, out var token)
            && token.ValueKind == JsonValueKind.String && HalfPairs.Find(token, "token") is null
            ? token.GetString() ?? ""
            : "";
    }
}
