using System.Security.Cryptography;
using System.Text;

namespace CrowdMind.Keys;

/// <summary>
/// What is kept of a secret: SHA-256 over a random salt and the secret. Fast on purpose: the secrets are random and long,
/// so there is nothing to guess, and each request is checked.
/// </summary>
/// <param name="salt">The salt.</param>
/// <param name="hash">The hash.</param>
public sealed class SaltedHash(byte[] salt, byte[] hash)
{
    /// <summary>Bytes of a salt.</summary>
    private const int SaltBytes = 16;

    /// <summary>The salt.</summary>
    public byte[] Salt { get; } = salt;

    /// <summary>SHA-256 of the salt followed by the secret's UTF-8.</summary>
    public byte[] Hash { get; } = hash;

    /// <summary>Hashes a secret with a new salt.</summary>
    public static SaltedHash Of(string secret)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new SaltedHash(salt, Compute(salt, secret));
    }

    /// <summary>Whether it is the hash of a secret; takes the same time for all of one length.</summary>
    public bool Fits(string secret) => CryptographicOperations.FixedTimeEquals(Hash, Compute(Salt, secret));

    private static byte[] Compute(byte[] salt, string secret) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(secret)]);
}
