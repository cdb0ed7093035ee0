using System.Buffers.Binary;
using System.Text.Json;
using CrowdMind.Datasets;
using CrowdMind.Imports;
using CrowdMind.Objects;

namespace CrowdMind.Versions;

/// <summary>Whether a file that is kept unread is whole and what it is said to be, as far as its frame tells.</summary>
internal static class FileShape
{
    /// <summary>Bytes of the end of a ZIP archive's directory, and the longest comment behind it (PKWARE APPNOTE 4.3.16).</summary>
    private const int ZipEndBytes = 22;

    private const int ParquetFrameBytes = 12;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Problem(FileFormat format, IncomingFile file)
    {
        using var bytes = file.OpenRead(static () => { });
        return format switch
        {
            FileFormat.Parquet => IsParquet(bytes) ? null : "It is no whole Parquet file, which begins and ends with PAR1.",
            FileFormat.Zip => IsZip(bytes) ? null : "It is no whole ZIP archive: the end of its directory is missing.",
            _ => JsonProblem(bytes),
        };
    }

    // Apache Parquet, "File format": magic, columns, metadata, the metadata's length, magic.
    private static bool IsParquet(Stream bytes)
    {
        if (bytes.Length < ParquetFrameBytes)
            return false;
        var (head, tail) = (Part(bytes, 0, 4), Part(bytes, bytes.Length - 8, 8));
        return head.AsSpan().SequenceEqual("PAR1"u8)
            && tail.AsSpan(4).SequenceEqual("PAR1"u8)
            && BinaryPrimitives.ReadUInt32LittleEndian(tail) <= bytes.Length - ParquetFrameBytes;
    }

    private static bool IsZip(Stream bytes)
    {
        if (bytes.Length < ZipEndBytes || !Part(bytes, 0, 2).AsSpan().SequenceEqual("PK"u8))
            return false;
        var length = (int)Math.Min(bytes.Length, ZipEndBytes + ushort.MaxValue);
        var tail = Part(bytes, bytes.Length - length, length);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        return end >= 0
            && end + ZipEndBytes <= length
            && end + ZipEndBytes + BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 20)) == length;
    }

    private static string? JsonProblem(Stream bytes)
    {
        var buffer = new byte[Limits.ObjectBufferBytes];
        var (held, state) = (0, new JsonReaderState(new JsonReaderOptions { MaxDepth = Limits.JsonDepth }));
        try
        {
            while (true)
            {
                var read = bytes.Read(buffer.AsSpan(held));
                held += read;
                var reader = new Utf8JsonReader(buffer.AsSpan(0, held), isFinalBlock: read == 0, state);
                while (reader.Read())
                {
                }

                if (read == 0)
                    return null;
                state = reader.CurrentState;
                buffer.AsSpan((int)reader.BytesConsumed, held - (int)reader.BytesConsumed).CopyTo(buffer);
                held -= (int)reader.BytesConsumed;
                if (held == Limits.FileLineBytes)
                    return $"It holds a text of more than {Limits.FileLineBytes} bytes.";
                if (held == buffer.Length)
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, Limits.FileLineBytes));
            }
        }
        catch (JsonException malformed)
        {
            return $"It is not valid JSON: {FaultList.Said(malformed)}";
        }
    }

    private static byte[] Part(Stream bytes, long offset, int length)
    {
        var part = new byte[length];
        bytes.Position = offset;
        bytes.ReadExactly(part);
        return part;
    }
}
