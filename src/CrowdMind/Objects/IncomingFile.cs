using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace CrowdMind.Objects;

/// <summary>
/// An object on its way in, whole but not stored yet: a temporary file of the store that received it, which goes when it is
/// disposed unless the store moved it to where it belongs.
/// </summary>
public sealed class IncomingFile : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private bool _moved;

    /// <summary>Makes the file; it stays locked as long as it is open, which tells it from what a crash left.</summary>
    public IncomingFile(string path)
    {
        _path = path;
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>How many bytes came.</summary>
    public long Size { get; private set; }

    /// <summary>The bytes' SHA-256 in hexadecimal digits, once all of them came.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Takes everything from the source; false as soon as it is more than the limit.</summary>
    public async Task<bool> TakeAsync(Stream source, long limit, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Limits.ObjectBufferBytes);
        try
        {
            while (await source.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                if (Size + read > limit)
                    return false;
                hash.AppendData(buffer, 0, read);
                await WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        return true;
    }

    /// <summary>Reads it from its start, beside any others that do.</summary>
    /// <param name="onRead">Told each time that some of it was read.</param>
    public Stream OpenRead(Action onRead) => new FileSlice(_file, 0, Size, ownsFile: false, onRead);

    /// <summary>Maps it into memory, which it then takes none of: the pages are the file's.</summary>
    public MappedFile Map() => new(_file, Size);

    /// <summary>Brings the bytes to the disk.</summary>
    public void Sync() => RandomAccess.FlushToDisk(_file);

    /// <summary>Moves it to where it belongs, in place of what may be there. Its folder is there.</summary>
    public void MoveTo(string path)
    {
        File.Move(_path, path, overwrite: true);
        _moved = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_moved)
            File.Delete(_path);
        _file.Dispose();
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await RandomAccess.WriteAsync(_file, bytes, Size, cancellationToken);
            Size += bytes.Length;
        }
        catch (Exception failure) when (failure is IOException or ArgumentOutOfRangeException)
        {
            // The second is what .NET makes of EFBIG: a file larger than the file system or the process may have.
            throw new ObjectStoreUnavailableException($"{_path} cannot be written: {failure.Message}", failure);
        }
    }
}
