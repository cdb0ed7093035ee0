using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Crowd.Agents;

namespace Crowd.Delivery;

/// <summary>A request body: the lines of an earlier attempt, or what the channel gives until it is full.</summary>
internal sealed class StreamedLines : HttpContent
{
    private const int MostLines = 1000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly ChannelReader<Reaction> _reactions;
    private readonly List<Reaction> _sent;
    private readonly bool _isAgain;
    private readonly CancellationTokenSource _full = new();
    private Task _writing = Task.CompletedTask;

    public StreamedLines(ChannelReader<Reaction> reactions)
        : this(reactions, [])
    {
    }

    private StreamedLines(ChannelReader<Reaction> reactions, List<Reaction> sent)
    {
        _reactions = reactions;
        _sent = sent;
        _isAgain = sent.Count > 0;
        Headers.ContentType = new("application/x-ndjson");
    }

    /// <summary>The reactions that were taken from the channel for this body.</summary>
    public IReadOnlyList<Reaction> Sent => _sent;

    /// <summary>The same lines for another attempt, once this body has stopped taking more of them.</summary>
    public async Task<StreamedLines> AgainAsync()
    {
        await _full.CancelAsync();
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // its end matters, not how
        return new StreamedLines(_reactions, _sent);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _writing = _isAgain ? WriteSentAsync(stream, cancellationToken) : WriteNewAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _full.Dispose();
        base.Dispose(disposing);
    }

    private async Task WriteSentAsync(Stream stream, CancellationToken cancel)
    {
        foreach (var reaction in _sent)
            await stream.WriteAsync(Line(reaction), cancel);
    }

    private async Task WriteNewAsync(Stream stream, CancellationToken cancel)
    {
        _full.CancelAfter(Longest);
        while (_sent.Count < MostLines && await HasNextAsync())
        {
            while (_sent.Count < MostLines && _reactions.TryRead(out var reaction))
            {
                _sent.Add(reaction);
                await stream.WriteAsync(Line(reaction), cancel);
            }

            await stream.FlushAsync(cancel);
        }
    }

    private async Task<bool> HasNextAsync()
    {
        try
        {
            return await _reactions.WaitToReadAsync(_full.Token);
        }
        catch (OperationCanceledException)
        {
            return false; // the request has been open long enough
        }
    }

    private static byte[] Line(Reaction reaction) => [.. JsonSerializer.SerializeToUtf8Bytes(reaction), (byte)'\n'];
}
