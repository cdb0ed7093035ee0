using System.Buffers;
using System.Text.Json;
using CrowdMind.Logs;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>What a socket's client is answered, with the <c>ref</c> that it sent.</summary>
internal static class AnswerFrames
{
    /// <summary>Its reaction is on the disk.</summary>
    public static byte[] Ack(ReadOnlyMemory<byte> reference, ReactionId id, AppendedReaction appended) =>
        Frame("ack", reference, json =>
        {
            json.WriteString("id"u8, id.Value);
            json.WriteNumber("seq"u8, appended.Seq.Value);
            if (appended.Duplicate)
                json.WriteBoolean("duplicate"u8, true);
        });

    /// <summary>It was refused.</summary>
    public static byte[] Error(ReadOnlyMemory<byte> reference, Problem problem) => Frame("error", reference, json =>
    {
        json.WriteString("message"u8, problem.Message);
        json.WriteNumber("status_code"u8, problem.Status);
    });

    /// <summary>Its credential was taken.</summary>
    public static byte[] Authenticated(ReadOnlyMemory<byte> reference, DateTimeOffset? expiresAt) =>
        Frame("auth", reference, json =>
        {
            if (expiresAt is { } end)
                json.WriteString("expires_at"u8, Instants.ToText(end));
            else
                json.WriteNull("expires_at"u8);
        });

    private static byte[] Frame(string type, ReadOnlyMemory<byte> reference, Action<Utf8JsonWriter> members)
    {
        var text = new ArrayBufferWriter<byte>(160);
        using var json = new Utf8JsonWriter(text, WireJson.WriterOptions);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        if (!reference.IsEmpty)
        {
            json.WritePropertyName("ref"u8);
            json.WriteRawValue(reference.Span, skipInputValidation: true);
        }

        members(json);
        json.WriteEndObject();
        json.Flush();
        return text.WrittenSpan.ToArray();
    }
}
