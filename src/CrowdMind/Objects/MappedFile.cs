using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CrowdMind.Objects;

/// <summary>
/// A file's bytes where the system has them: reading takes the pages that are touched, and no memory of ours. The file must
/// not become shorter meanwhile.
/// </summary>
public sealed class MappedFile : MemoryManager<byte>
{
    private readonly MemoryMappedFile? _mapping;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly int _length;

    /// <summary>Maps a file that is open.</summary>
    /// <param name="file">The file; not closed.</param>
    /// <param name="length">Its length.</param>
    public MappedFile(SafeFileHandle file, long length)
    {
        _length = checked((int)length);
        if (length == 0)
            return; // Nothing that could be mapped.
        _mapping = MemoryMappedFile.CreateFromFile(
            file, mapName: null, length, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        if (_view is null)
            return [];
        ObjectDisposedException.ThrowIf(_view.SafeMemoryMappedViewHandle.IsClosed, this);
        var start = _view.SafeMemoryMappedViewHandle.DangerousGetHandle() + (nint)_view.PointerOffset;
        return MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), start), _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException("It does not move; it is read as a span.");

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _view?.Dispose();
        _mapping?.Dispose();
    }
}
