using CrowdMind.Logs;

namespace CrowdMind.Server.Wire;

/// <summary>From a message to what the log writer takes.</summary>
/// <param name="time">Makes the ids that publishers leave out.</param>
/// <param name="payloadLimit">The largest payload, in bytes.</param>
internal sealed class Publishing(TimeProvider time, int payloadLimit)
{
    /// <summary>The largest payload, in bytes.</summary>
    public int PayloadLimit { get; } = payloadLimit;

    /// <summary>The largest message that can hold such a payload.</summary>
    public int MessageLimit { get; } = payloadLimit + Limits.EnvelopeBytes;

    /// <summary>Reads a message.</summary>
    public ReactionMessage Read(ReadOnlyMemory<byte> json) => ReactionReader.Read(json, PayloadLimit);

    /// <summary>Makes a draft of a message that was checked.</summary>
    /// <param name="message">The message.</param>
    /// <param name="around">Where the request around it stands in its trace; what the message says itself goes first.</param>
    public ReactionDraft Draft(in ReactionMessage message, TraceParent around = default) => new(
        message.Id ?? ReactionId.New(time),
        message.AgentId!.Value,
        message.Payload,
        message.TraceParent.IsNone ? around : message.TraceParent);
}
