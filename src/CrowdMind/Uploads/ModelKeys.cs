using System.Security.Cryptography;
using System.Text;
using CrowdMind.Objects;

namespace CrowdMind.Uploads;

/// <summary>
/// Where a model's bytes lie in the object store: by model, there by version, and there by upload, so that two uploads to
/// one model never meet.
/// </summary>
public static class ModelKeys
{
    /// <summary>Longer ones are cut, so that any version makes a key that fits.</summary>
    private const int VersionCharacters = 120;

    /// <summary>The key of an upload's object: <c>models/{model}/{version}.{upload}.tflite</c>.</summary>
    public static ObjectKey Of(ModelId model, string version, Guid upload) =>
        ObjectKey.Parse($"models/{model}/{Escape(version)}.{upload:n}.tflite");

    /// <summary>
    /// A version as part of a key, another for each other version: letters, digits, - and dots inside stay as they are, any
    /// other byte of its UTF-8 becomes <c>_</c> and two hexadecimal digits. What becomes too long is cut, and ends in two
    /// underscores, which nothing else has, and half of its SHA-256.
    /// </summary>
    public static string Escape(string version)
    {
        var bytes = Encoding.UTF8.GetBytes(version);
        var escaped = new StringBuilder();
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] is >= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9' or (byte)'-' || IsInnerDot(bytes, i))
                escaped.Append((char)bytes[i]);
            else
                escaped.Append('_').Append(Convert.ToHexStringLower([bytes[i]]));
        }

        if (escaped.Length <= VersionCharacters)
            return escaped.ToString();
        var digest = "__" + Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, SHA256.HashSizeInBytes / 2));
        return escaped.ToString(0, VersionCharacters - digest.Length) + digest;
    }

    /// <summary>Whether there is a dot that no other dot and neither end is beside.</summary>
    private static bool IsInnerDot(byte[] bytes, int at) =>
        bytes[at] == '.' && at > 0 && at < bytes.Length - 1 && bytes[at - 1] != '.';
}
