using System.Security.Cryptography;
using System.Text;

namespace CrowdMind.Server.Wire;

/// <summary>
/// A text that stands for a reaction id: UUIDv5 (RFC 9562, section 5.5) with the experiment's id as name space and the key
/// as name.
/// </summary>
internal static class IdempotencyKey
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Characters in a key at most.</summary>
    public const int Characters = 255;

    /// <summary>The reaction id that the key stands for.</summary>
    public static ReactionId ToReactionId(ExperimentId experimentId, string key)
    {
        var name = new byte[16 + Encoding.UTF8.GetByteCount(key)];
        experimentId.Value.TryWriteBytes(name, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(key, name.AsSpan(16));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // UUIDv5 is defined with SHA-1; nothing secret depends on it.
        SHA1.HashData(name, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new ReactionId(new Guid(hash[..16], bigEndian: true));
    }
}
