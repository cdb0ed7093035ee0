using System.Net;
using System.Text;

namespace CrowdMind.Benchmarks.Systems;

/// <summary>A streamed NDJSON body: the same line again and again, sent in blocks made once.</summary>
internal sealed class RepeatedLines : HttpContent
{
    private const int LinesPerBlock = 200;

    private readonly byte[] _block;
    private readonly long _lines;

    public RepeatedLines(string line, long lines)
    {
        _block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line + "\n", LinesPerBlock)));
        _lines = lines;
        Headers.ContentType = new("application/x-ndjson");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        int lineLength = _block.Length / LinesPerBlock;
        for (long left = _lines; left > 0; left -= LinesPerBlock)
            await stream.WriteAsync(_block.AsMemory(0, (int)Math.Min(left, LinesPerBlock) * lineLength));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
