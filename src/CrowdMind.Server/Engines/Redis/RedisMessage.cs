using System.Diagnostics.CodeAnalysis;
using CrowdMind.Logs;

namespace CrowdMind.Server.Engines.Redis;

/// <summary>
/// A message on an experiment's channel: 16 bytes that name the instance that sent it, then a batch as
/// <see cref="EventBatchCodec"/> writes it. An instance knows its own echo by the first 16 bytes.
/// </summary>
internal static class RedisMessage
{
    private const int SenderBytes = 16;

    /// <summary>What a batch weighs as a message.</summary>
    public static int Length(EventBatch batch) => SenderBytes + EventBatchCodec.Length(batch);

    /// <summary>Writes a batch.</summary>
    public static byte[] Write(Guid sender, EventBatch batch)
    {
        var message = GC.AllocateUninitializedArray<byte>(Length(batch));
        sender.TryWriteBytes(message);
        EventBatchCodec.Write(batch, message.AsSpan(SenderBytes));
        return message;
    }

    /// <summary>Whether an instance sent the message.</summary>
    public static bool IsFrom(Guid sender, ReadOnlySpan<byte> message) =>
        message.Length >= SenderBytes && new Guid(message[..SenderBytes]) == sender;

    /// <summary>Reads a batch of the experiment; false when it is none.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> message, ExperimentId experimentId, [NotNullWhen(true)] out EventBatch? batch)
    {
        batch = null;
        return message.Length > SenderBytes
            && EventBatchCodec.TryRead(message[SenderBytes..], out batch)
            && batch.ExperimentId == experimentId;
    }
}
