using System.Text.Json;

namespace CrowdMind.TestKit.Wire;

/// <summary>What the server answered to a reaction sent on a WebSocket: an ack (with seq) or an error (with status).</summary>
public sealed record WebSocketAnswer(JsonElement Frame)
{
    /// <summary>Whether the reaction is in the log.</summary>
    public bool IsAck => Frame.GetProperty("type").GetString() == "ack";

    /// <summary>The ref that was sent, exactly as it came back; null when absent.</summary>
    public string? Ref => Frame.TryGetProperty("ref", out JsonElement value) ? value.GetRawText() : null;

    /// <summary>The reaction's id (acks only).</summary>
    public Guid Id => Frame.GetProperty("id").GetGuid();

    /// <summary>The reaction's place in the log (acks only).</summary>
    public long Seq => Frame.GetProperty("seq").GetInt64();

    /// <summary>Whether the id was in the log already.</summary>
    public bool IsDuplicate => Frame.TryGetProperty("duplicate", out JsonElement value) && value.GetBoolean();

    /// <summary>The status an error carries.</summary>
    public int StatusCode => Frame.GetProperty("status_code").GetInt32();
}
