namespace CrowdMind.Generation;

/// <summary>
/// Whose turn it is: one job a dataset, in the order in which they came, and a few at once. So rows of two calls do not
/// interleave, and a call finds the rows of the one before it.
/// </summary>
internal sealed class GenerationTurns : IDisposable
{
    // Guards the lines, and who stands in them.
    private readonly Lock _gate = new();
    private readonly Dictionary<DatasetId, Line> _lines = [];
    private readonly SemaphoreSlim _places = new(Limits.GenerationsAtOnce);

    /// <summary>Waits for a turn; disposing it gives it to the next.</summary>
    public async Task<IDisposable> EnterAsync(DatasetId dataset, CancellationToken cancellationToken)
    {
        var line = Join(dataset);
        try
        {
            await line.Turn.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(dataset, line);
            throw;
        }

        // In this order, so that who waits for a dataset takes no place from another.
        try
        {
            await _places.WaitAsync(cancellationToken);
        }
        catch
        {
            line.Turn.Release();
            Leave(dataset, line);
            throw;
        }

        return new Held(() =>
        {
            _places.Release();
            line.Turn.Release();
            Leave(dataset, line);
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private Line Join(DatasetId dataset)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(dataset, out var line))
                _lines[dataset] = line = new Line();
            line.Standing++;
            return line;
        }
    }

    private void Leave(DatasetId dataset, Line line)
    {
        lock (_gate)
        {
            if (--line.Standing > 0)
                return;
            _lines.Remove(dataset);
        }

        line.Turn.Dispose();
    }

    private sealed class Line
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Standing { get; set; }
    }

    private sealed class Held(Action release) : IDisposable
    {
        private Action? _release = release;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
