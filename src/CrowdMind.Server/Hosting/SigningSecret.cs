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

    /// <summary>How long another instance on the same folder may take to make it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads the secret of the data folder, or makes it.</summary>
    /// <exception cref="SettingException">The file is no secret.</exception>
    public static byte[] Open(string? signingKey, DataFolder data)
    {
        if (signingKey is not null)
            return Encoding.UTF8.GetBytes(signingKey);
        var path = data.PathOf(FileName);
        byte[] secret = [];
        var why = "";
        return SpinWait.SpinUntil(() => TryOpen(path, out secret, out why), Patience) && secret.Length == Bytes
            ? secret
            : throw Unusable(path, why);
    }

    /// <summary>Finds out whether the secret could be opened, and makes none.</summary>
    /// <exception cref="SettingException">The file is no secret.</exception>
    public static void Inspect(string? signingKey, string dataDir)
    {
        var path = Path.Combine(dataDir, FileName);
        if (signingKey is not null || !File.Exists(path))
            return;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            if (file.Length is not (0 or Bytes))
                throw Unusable(path, WrongLength(file.Length));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, failure.Message.TrimEnd('.'));
        }
    }

    private static SettingException Unusable(string path, string why) => new(
        "DATA_DIR", Path.GetDirectoryName(path), $"{FileName} in it cannot be used ({why}); restore it, or delete it and lose the URLs that it signed");

    private static string WrongLength(long bytes) => $"it has {bytes} bytes, not {Bytes}";

    /// <summary>Reads the file, or fills it when it is new; false while another instance has it locked.</summary>
    private static bool TryOpen(string path, out byte[] secret, out string why)
    {
        secret = [];
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        try
        {
            using var file = new FileStream(path, options);
            if (file.Length == 0)
            {
                file.Write(RandomNumberGenerator.GetBytes(Bytes));
                file.Flush(flushToDisk: true);
                file.Position = 0;
            }

            secret = new byte[file.Length];
            file.ReadExactly(secret);
            why = WrongLength(secret.Length);
            return true;
        }
        catch (UnauthorizedAccessException denied)
        {
            why = denied.Message.TrimEnd('.');
            return true;
        }
        catch (IOException locked)
        {
            why = locked.Message.TrimEnd('.');
            return false;
        }
    }
}
