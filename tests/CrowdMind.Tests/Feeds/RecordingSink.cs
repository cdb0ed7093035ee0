using System.Text;
using CrowdMind.Feeds;
using CrowdMind.Logs;

namespace CrowdMind.Tests.Feeds;

/// <summary>A connection that notes what it is sent, and takes it at once, later or not at all, as the test says.</summary>
internal sealed class RecordingSink : IEventSink
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    // Guards every field below.
    private readonly Lock _gate = new();
    private readonly List<EventBatch> _writes = [];
    private readonly List<(long Seq, TaskCompletionSource Reached)> _awaited = [];
    private readonly TaskCompletionSource<SubscriptionEnd> _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource? _stall;
    private Task _write = Task.CompletedTask;
    private string? _fault;
    private long _progress;

    /// <summary>What happens within a write, before it returns.</summary>
    public Action<EventBatch>? During { get; set; }

    /// <summary>How long a write takes while the sink is not stalled; no time unless the test says so.</summary>
    public Func<Task>? Taking { get; set; }

    public string Transport => "test";

    public long Progress => Interlocked.Read(ref _progress);

    /// <summary>The end that the sink was told of.</summary>
    public Task<SubscriptionEnd> Ended => _ended.Task.WaitAsync(Within);

    public bool IsEnded => _ended.Task.IsCompleted;

    public IReadOnlyList<EventBatch> Writes
    {
        get
        {
            lock (_gate)
                return [.. _writes];
        }
    }

    public IReadOnlyList<long> Seqs => [.. Events.Select(one => one.Seq.Value)];

    public IReadOnlyList<string> Json => [.. Events.Select(one => Encoding.UTF8.GetString(one.Json.Span))];

    /// <summary>What went wrong from the sink's point of view; none if the dispatcher kept its promises.</summary>
    public string? Fault
    {
        get
        {
            lock (_gate)
                return _fault;
        }
    }

    private IEnumerable<EncodedEvent> Events =>
        Writes.SelectMany(batch => Enumerable.Range(0, batch.Count).Select(index => batch[index]));

    public ValueTask SendAsync(EventBatch batch)
    {
        TaskCompletionSource[] reached;
        Task write;
        lock (_gate)
        {
            if (!_write.IsCompleted)
                _fault ??= $"A write of {batch.First} came while another was under way.";
            if (_ended.Task.IsCompleted)
                _fault ??= $"A write of {batch.First} came after the end.";
            if (_writes.Count > 0 && batch.First != _writes[^1].Last.Next)
                _fault ??= $"{batch.First} came after {_writes[^1].Last}.";
            _writes.Add(batch);
            _write = write = _stall?.Task ?? Taking?.Invoke() ?? Task.CompletedTask;
            reached = [.. _awaited.Where(wait => wait.Seq <= batch.Last.Value).Select(wait => wait.Reached)];
        }

        Array.ForEach(reached, one => one.TrySetResult());
        During?.Invoke(batch);
        return write.IsCompletedSuccessfully ? default : new ValueTask(write);
    }

    public void End(SubscriptionEnd end)
    {
        if (!_ended.TrySetResult(end))
            _fault ??= $"It ended twice, the second time with {end}.";
    }

    /// <summary>From now on writes do not complete.</summary>
    public void Stall()
    {
        lock (_gate)
            _stall ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Completes the write that is under way, and those to come.</summary>
    public void Release() => Take()?.TrySetResult();

    /// <summary>Fails the write that is under way.</summary>
    public void Break(Exception failure) => Take()?.TrySetException(failure);

    /// <summary>The connection takes some bytes of the write that is under way.</summary>
    public void Move() => Interlocked.Increment(ref _progress);

    /// <summary>Waits until the write of the event has begun.</summary>
    public Task ReachedAsync(long seq)
    {
        lock (_gate)
        {
            if (seq == 0 || (_writes.Count > 0 && _writes[^1].Last.Value >= seq))
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((seq, reached));
            return reached.Task.WaitAsync(Within);
        }
    }

    /// <summary>Fails unless it was sent exactly first..last, each once and in order.</summary>
    public void AssertSaw(long first, long last)
    {
        Assert.Null(Fault);
        Assert.Equal(Enumerable.Range(0, (int)(last - first + 1)).Select(n => first + n), Seqs);
    }

    private TaskCompletionSource? Take()
    {
        lock (_gate)
        {
            var stall = _stall;
            _stall = null;
            return stall;
        }
    }
}
