using System.Text.Json;
using System.Text.Unicode;
using CrowdMind.Keys;
using CrowdMind.Logs;

namespace CrowdMind.Server.Wire;

/// <summary>
/// Reads a reaction in one pass over its bytes. The payload is checked to be a JSON object and then left alone: it is a
/// slice of what came.
/// </summary>
internal static class ReactionReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = Limits.JsonDepth };

    private const string UuidWanted = "a UUID such as \"0190a0a0-0000-7000-8000-000000000000\" is wanted.";

    /// <summary>Reads one message.</summary>
    /// <param name="json">A JSON object. The message keeps slices of it.</param>
    /// <param name="payloadLimit">The largest payload, in bytes.</param>
    public static ReactionMessage Read(ReadOnlyMemory<byte> json, int payloadLimit)
    {
        var message = default(ReactionMessage);
        if (!Utf8.IsValid(json.Span))
        {
            message.Problem = Problem.Malformed(JsonBody.NotUtf8);
            return message;
        }

        try
        {
            ReadObject(json, payloadLimit, ref message);
        }
        catch (JsonException malformed)
        {
            message.Problem = Problem.Malformed($"The reaction is not valid JSON: {malformed.Message}");
        }
        catch (InvalidOperationException)
        {
            // JSON may say it, UTF-8 may not, and so the reader does not compare it with anything.
            message.Problem = Problem.Malformed("The reaction holds half of a surrogate pair outside of its payload.");
        }

        return message;
    }

    /// <summary>Finds what a message lacks to be appended, and who must say which experiment it is for.</summary>
    /// <param name="message">The message.</param>
    /// <param name="experimentId">The experiment that the path or the socket names; null when the message must.</param>
    /// <param name="caller">Who publishes.</param>
    public static Problem? Check(in ReactionMessage message, ExperimentId? experimentId, Caller caller)
    {
        if (message.Problem is not null)
            return message.Problem;
        if (message.ExperimentId is null && experimentId is null)
            return Problem.Invalid("experiment_id", $"It is missing; {UuidWanted}");
        if (message.ExperimentId is { } named && experimentId is { } wanted && named != wanted)
            return Problem.Invalid("experiment_id", $"It is {named}, but the address names experiment {wanted}.");
        if (message.AgentId is not { } agent)
            return Problem.Invalid("agent_id", $"It is missing; {UuidWanted}");
        if (!caller.MayPublishAs(agent))
            return Problem.MayNotPublishAs(agent, caller);
        return message.Payload.IsEmpty ? Problem.Invalid("payload", "It is missing; a JSON object is wanted.") : null;
    }

    private static void ReadObject(ReadOnlyMemory<byte> json, int payloadLimit, ref ReactionMessage message)
    {
        var reader = new Utf8JsonReader(json.Span, Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            message.Problem = Problem.Invalid("body", $"It is {Kind(reader.TokenType)}; a JSON object is wanted.");
            reader.Skip();
            reader.Read();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = FieldOf(ref reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var token = reader.TokenType;
            if (field == Field.Payload && token == JsonTokenType.StartObject)
                reader.Skip();
            else
                Take(ref reader, field, ref message);
            var raw = json[start..(int)reader.BytesConsumed];
            if (field == Field.Payload && token == JsonTokenType.StartObject)
                TakePayload(raw, payloadLimit, ref message);
            else if (field == Field.Ref && (token is JsonTokenType.String or JsonTokenType.Number))
                message.Ref = raw;
        }

        // To the end, so that anything after the object is found.
        reader.Read();
    }

    private static void TakePayload(ReadOnlyMemory<byte> raw, int limit, ref ReactionMessage message)
    {
        message.Payload = raw;
        if (raw.Length > limit)
            message.Problem ??= Problem.TooLarge($"The payload of {raw.Length} bytes", limit);
    }

    private static void Take(ref Utf8JsonReader reader, Field field, ref ReactionMessage message)
    {
        switch (field)
        {
            case Field.ExperimentId when TryGuid(ref reader, "experiment_id", ref message, out var value):
                message.ExperimentId = new ExperimentId(value);
                break;
            case Field.AgentId when TryGuid(ref reader, "agent_id", ref message, out var value):
                message.AgentId = new AgentId(value);
                break;
            case Field.Id when reader.TokenType == JsonTokenType.Null:
                break;
            case Field.Id when TryGuid(ref reader, "id", ref message, out var value):
                message.Id = new ReactionId(value);
                break;
            case Field.Type when reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= 32:
                message.Type = TypeOf(ref reader);
                break;
            case Field.TraceParent when reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped:
                message.TraceParent = TraceParent.Parse(reader.ValueSpan);
                break;
            case Field.Payload:
                message.Problem ??= Problem.Invalid("payload", $"It is {Kind(reader.TokenType)}; a JSON object is wanted.");
                break;
        }

        reader.Skip();
    }

    private static string TypeOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("reaction"u8) ? "reaction"
        : reader.ValueTextEquals("ping"u8) ? "ping"
        : reader.ValueTextEquals("auth"u8) ? "auth"
        : "";

    private static bool TryGuid(ref Utf8JsonReader reader, string field, ref ReactionMessage message, out Guid value)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out value))
            return true;
        value = default;
        var shown = reader.TokenType == JsonTokenType.String
            ? $"'{PathValues.Shown(System.Text.Encoding.UTF8.GetString(reader.ValueSpan))}'"
            : Kind(reader.TokenType);
        message.Problem ??= Problem.Invalid(field, $"It is {shown}; {UuidWanted}");
        return false;
    }

    private static Field FieldOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("payload"u8) ? Field.Payload
        : reader.ValueTextEquals("agent_id"u8) ? Field.AgentId
        : reader.ValueTextEquals("experiment_id"u8) ? Field.ExperimentId
        : reader.ValueTextEquals("id"u8) ? Field.Id
        : reader.ValueTextEquals("type"u8) ? Field.Type
        : reader.ValueTextEquals("ref"u8) ? Field.Ref
        : reader.ValueTextEquals("traceparent"u8) ? Field.TraceParent
        : Field.Other;

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a boolean",
    };

    private enum Field
    {
        Other,
        Type,
        Ref,
        ExperimentId,
        AgentId,
        Id,
        Payload,
        TraceParent,
    }
}
