using System.Security.Cryptography;
using System.Text;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <summary>The secret that signs the server's own URLs: <c>SIGNING_KEY</c>, or one that is made at the first start.</summary>
internal static class SigningSecret
{
    private const string FileName = "signing.key";
    private const int Bytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the secret of the data folder, or makes it.</summary>
    /// <exception cref="SettingException">The file is no secret.</exception>
    public static byte[] Open(string? signingKey, DataFolder data)
    {
        if (signingKey is not null)
            return Encoding.UTF8.GetBytes(signingKey);
        var path = data.PathOf(FileName);
        try
        {
            if (!File.Exists(path))
                Make(path);
            var secret = File.ReadAllBytes(path);
            return secret.Length == Bytes ? secret : throw Unusable(path, $"it has {secret.Length} bytes, not {Bytes}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, failure.Message.TrimEnd('.'));
        }
    }

    private static SettingException Unusable(string path, string why) => new(
        "DATA_DIR", Path.GetDirectoryName(path), $"{FileName} in it cannot be used ({why}); restore it, or delete it and lose the URLs that it signed");

    private static void Make(string path)
    {
        var made = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(made, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(Bytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(made, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another instance on the same folder was first; its secret is the one.
            File.Delete(made);
        }
    }
}
