using CrowdMind.Datasets;
using CrowdMind.Objects;
using CrowdMind.Segments;

namespace CrowdMind.Generation;

/// <summary>Stores a job's rows as segments: while one is on its way to the object store, the next is filled.</summary>
/// <param name="objects">Where they go.</param>
/// <param name="job">Whose rows they are.</param>
/// <param name="firstRow">The index of the first row.</param>
/// <param name="generatorVersion">The version of the generator.</param>
internal sealed class SegmentStoring(IObjectStore objects, GenerationJob job, long firstRow, int generatorVersion) : IDisposable
{
    private readonly List<Segment> _stored = [];
    private SegmentBuilder _filling = new();
    private SegmentBuilder _sending = new();
    private Task _sent = Task.CompletedTask;
    private long _nextRow = firstRow;
    private int _number;

    /// <summary>How many of the job's rows are stored.</summary>
    public long RowsStored { get; private set; }

    /// <summary>Adds rows; completes when there is room for more.</summary>
    public async Task AddAsync(PackedRows packed, int rows, CancellationToken cancellationToken)
    {
        _filling.Add(packed, rows);
        if (_filling.IsFull)
            await SendAsync(cancellationToken);
    }

    /// <summary>Stores what is left.</summary>
    /// <returns>All segments.</returns>
    public async Task<IReadOnlyList<Segment>> CompleteAsync(CancellationToken cancellationToken)
    {
        if (_filling.Rows > 0)
            await SendAsync(cancellationToken);
        await _sent;
        return _stored;
    }

    /// <summary>Waits until nothing is on its way any more.</summary>
    public Task SettleAsync() => _sent.ContinueWith(
        static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <inheritdoc/>
    public void Dispose()
    {
        _filling.Dispose();
        _sending.Dispose();
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await _sent;
        (_filling, _sending) = (_sending, _filling);
        _sent = StoreAsync(_sending, cancellationToken);
        _filling.Clear();
    }

    private async Task StoreAsync(SegmentBuilder full, CancellationToken cancellationToken)
    {
        var key = SegmentKeys.Of(job.DatasetId, job.Id, ++_number);
        var (rows, first) = (full.Rows, _nextRow);
        _nextRow += rows;
        var outcome = await objects.PutAsync(key, full.Close(), long.MaxValue, cancellationToken);
        if (outcome is not PutOutcome.Stored stored)
            throw new ObjectStoreUnavailableException($"The object store took no object of {full.FileBytes} bytes.");
        _stored.Add(new Segment(
            first, rows, key.Value, stored.Size, stored.Sha256, full.TextBytes, full.Crc32, job.Seed, generatorVersion));
        RowsStored += rows;
    }
}
